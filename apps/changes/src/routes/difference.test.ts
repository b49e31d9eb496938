import { type Entry, fingerprint, type ReadModel, timelineDigest } from '@foedera/projections';
import { states } from '@foedera/projections/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import { entriesOf } from '../read-model/changed-entry.ts';
import { CHANGES_EPOCH, changesModel, changesModelOf } from '../read-model/model.ts';
import { foldChanges } from '../testing/fold.ts';
import { someActs } from '../testing/logs.ts';
import { openRig, type Rig } from '../testing/rig.ts';

const OLD = 'aaaaaaaaaaaaaaaa';

/** Rules that do not read what source C says: a model of other rules over the same log. */
const olderModel: ReadModel = {
  ...changesModelOf(OLD),
  open: (db) => {
    const projector = changesModel.open(db);
    return {
      apply: (event) => {
        const { source, replacement } = event.data as {
          source?: { id: string };
          replacement?: { source: { id: string } };
        };
        if (source?.id !== 'C' && replacement?.source.id !== 'C') projector.apply(event);
      },
    };
  },
};

const fingerprintOf = (entry: Entry | undefined): string | null => (entry ? fingerprint(entry) : null);

interface Page {
  readonly changes: Change[];
  readonly differences: Change[];
  readonly next: string;
  readonly more: boolean;
}

async function all(rig: Rig, path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after = '0'; ; after = pages.at(-1)?.next as string) {
    const answer = await rig.app().inject(`${path}&limit=3&after=${after}`);
    expect(answer.statusCode).toBe(200);
    pages.push(answer.json() as Page);
    if (!pages.at(-1)?.more) return pages;
  }
}

it('leads a client of the earlier rules to what the present ones say, without starting again', async () => {
  await fc.assert(
    fc.asyncProperty(someActs, someActs, fc.double({ min: 0, max: 1, noNaN: true }), async (acts, later, share) => {
      const rig = await openRig();
      try {
        await rig.restart(olderModel);
        await rig.append(acts);
        const said = (await all(rig, '/v1/changes?')).flatMap((page) => page.changes);
        // A client that has followed the earlier rules up to some change of theirs.
        const old = said.slice(0, Math.ceil(said.length * share));
        const cursor = old.at(-1)?.id ?? '0';
        await rig.restart(changesModel);
        await rig.append(later);
        const present = (await all(rig, '/v1/changes?')).flatMap((page) => page.changes);
        const timeline = foldChanges(old);
        const refused = await rig.app().inject(`/v1/changes?after=${cursor}`);
        // Without any change the old cursor is the beginning, which is the same under all rules.
        expect(refused.statusCode).toBe(cursor === '0' ? 200 : 410);
        if (cursor === '0') return;
        const { difference, next, seq } = refused.json() as { difference: string; next: string; seq: number };
        const differences = (await all(rig, difference)).flatMap((page) => page.differences);
        // What they take away is what this client has, not what others had who followed for longer.
        const taken = entriesOf(differences.flatMap(({ before }) => before));
        expect(taken.map(fingerprint)).toEqual(taken.map(({ id }) => fingerprintOf(timeline.get(id))));
        foldChanges(differences, timeline);
        const then = foldChanges(present.filter((change) => change.seq <= seq));
        expect(timelineDigest(timeline.values())).toBe(timelineDigest(then.values()));
        foldChanges(((await rig.app().inject(`${next}&limit=1000`)).json() as Page).changes, timeline);
        const expected = foldChanges(present);
        expect(timelineDigest(timeline.values())).toBe(timelineDigest(expected.values()));
      } finally {
        await rig.close();
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

it('says which rules it compares, and has no answer for others', async () => {
  const rig = await openRig();
  await rig.restart(olderModel);
  await rig.restart(changesModel);
  const answer = await rig.app().inject(`/v1/changes/difference?from=${OLD.slice(0, 8)}`);
  expect(answer.json()).toEqual({
    from: OLD.slice(0, 8),
    to: CHANGES_EPOCH.slice(0, 8),
    seq: 0,
    differences: [],
    next: '0',
    more: false,
  });
  const unknown = await rig.app().inject('/v1/changes/difference?from=00000000');
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'not-found']);
  await rig.close();
});

it('has only the differences that pass the filter, with a cursor that passes all of them', async () => {
  const rig = await openRig();
  await rig.restart(olderModel);
  const visit = (key: string, parties: string[]) =>
    states({ source: 'C', key, parties, occurred: `2015-12-0${key}`, reported: '2016-01-10' });
  await rig.append([visit('1', ['BY', 'VN']), visit('2', ['FR', 'VN']), visit('3', ['BY', 'VN'])]);
  await rig.restart(changesModel);
  const path = `/v1/changes/difference?from=${OLD.slice(0, 8)}`;
  const page = async (query: string): Promise<Page> => (await rig.app().inject(`${path}&${query}`)).json() as Page;
  const told = ({ differences }: Page): string[] => differences.map((one) => `${one.change} ${one.relation}`);
  const [first, second, third] = (await page('')).differences.map(({ id, relation }) => [id, relation] as const);
  const french = [first, second, third].find((one) => one?.[1] === 'FR-VN')?.[0];
  expect(told(await page(''))).toHaveLength(3);
  expect(told(await page('relation=BY-VN'))).toEqual(['entry-added BY-VN', 'entry-added BY-VN']);
  const filtered = await page('relation=VN-FR&limit=1');
  expect([told(filtered), filtered.differences[0]?.id]).toEqual([['entry-added FR-VN'], french]);
  expect(told(await page('change=entry-retracted'))).toEqual([]);
  expect(told(await page('minConfidence=1'))).toEqual([]);
  const rest = await page(`relation=VN-FR&after=${filtered.next}`);
  expect([rest.differences, rest.next, rest.more]).toEqual([[], third?.[0], false]);
  await rig.close();
});
