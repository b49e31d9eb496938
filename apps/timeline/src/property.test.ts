import { relationsOf, type SequencedEvent } from '@foedera/projections';
import { naiveClaims, naiveEntries } from '@foedera/projections/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  corrects,
  openTestTimeline,
  retracts,
  type Sketch,
  states,
  type TestEvent,
  type TestTimeline,
} from './testing/server.ts';

// Random histories, each answer compared with a refold of all events from nothing.

const date = (from: number, days: number) =>
  fc.nat(days).map((n) => new Date(Date.UTC(from, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const occurred = fc.oneof(
  { weight: 6, arbitrary: date(2015, 60) },
  { weight: 2, arbitrary: date(2015, 60).map((d) => d.slice(0, 7)) },
  { weight: 1, arbitrary: fc.constantFrom('2015', '2014/2016', '../2015-02-01', '2015-01-20/..') },
  { weight: 1, arbitrary: date(2015, 40).map((d) => `${d}/${d.slice(0, 8)}28`) },
);
const kinds = [
  'visit',
  'diplomatic-relations-established',
  'relations-upgraded',
  'agreement-signed',
  'trade-volume',
] as const;
const attributes = fc.record(
  {
    status: fc.constantFrom('planned', 'completed'),
    visitor: fc.constantFrom('Lukashenko', 'Loukachenko', 'Tô Lâm'),
    level: fc.constantFrom('strategic partnership', 'comprehensive partnership'),
    instrument: fc.constantFrom('Treaty', 'Protocol'),
    amount: fc.constantFrom(100, 101, 200),
    unit: fc.constant('USD'),
  },
  { requiredKeys: [] },
);
const sketch: fc.Arbitrary<Sketch> = fc.record({
  source: fc.constantFrom('A', 'B', 'C'),
  key: fc.nat(7).map(String),
  kind: fc.constantFrom(...kinds),
  parties: fc.constantFrom<string[]>(
    ['BY', 'VN'],
    ['BY', 'VN'],
    ['SU', 'VN'],
    ['RU', 'VN'],
    ['BY', 'KZ', 'RU', 'VN'],
    ['VN'],
  ),
  occurred: fc.option(occurred, { freq: 12, nil: null }),
  reported: fc.option(date(2016, 30), { freq: 12, nil: null }),
  attributes: attributes.map((a): Record<string, unknown> => ({ ...a })),
});

type Step = readonly [what: number, Sketch, Sketch];

/** Events that a log may hold: a key's first event states it, later ones correct, retract or state it again. */
function toEvents(steps: readonly Step[]): TestEvent[] {
  const known = new Map<string, Sketch>();
  return steps.flatMap(([what, sketch, other]): TestEvent[] => {
    const id = `${sketch.source} ${sketch.key}`;
    const named = known.get(id);
    known.set(id, named ?? sketch);
    if (!named) return [states(sketch)];
    if (what === 0) return [retracts(named, sketch.reported ?? null, 'source')];
    if (what === 1) return [retracts(named, null, 'ledger')];
    if (what === 2) return [states(sketch)];
    const replacement = { ...other, source: sketch.source, key: sketch.key as string };
    return [corrects(named, replacement, what < 6 ? 'ledger' : 'source')];
  });
}

const steps = fc.array(fc.tuple(fc.nat(9), sketch, sketch), { minLength: 1, maxLength: 40 });
const points = fc.array(
  fc.record({ asReported: fc.option(date(2016, 40)), share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) }),
  { minLength: 1, maxLength: 6 },
);

async function eventsOf(timeline: TestTimeline): Promise<SequencedEvent[]> {
  const all: SequencedEvent[] = [];
  for await (const page of timeline.log.read()) for (const e of page) all.push({ ...e, seq: all.length + 1 });
  return all;
}

const RELATIONS = ['BY-VN', 'RU-VN', 'SU-VN', 'KZ-VN', 'BY-KZ-RU-VN'];

async function checkAt(
  timeline: TestTimeline,
  events: readonly SequencedEvent[],
  asReported: string | null,
  seq: number | null,
) {
  const at = {
    ...(asReported === null ? {} : { reportedMs: Date.parse(`${asReported}T23:59:59.999Z`) }),
    ...(seq === null ? {} : { seq }),
  };
  const query = [
    ...(asReported === null ? [] : [`asReported=${asReported}`]),
    ...(seq === null ? [] : [`asRecorded=${seq}`]),
    'limit=1000',
  ].join('&');
  const entries = naiveEntries(events, at);
  for (const relation of RELATIONS) {
    const answer = await timeline.get<{ timeline: { id: string; membership: string }[] }>(
      `/v1/relations/${relation}/timeline?${query}`,
    );
    const expected = entries.flatMap((entry) => {
      const found = relationsOf(entry.parties, entry.via).find((m) => m.relation === relation);
      return found ? [{ entry, membership: found.membership }] : [];
    });
    expect(answer.timeline.length).toBe(expected.length);
    for (const { entry, membership } of expected) {
      const row = answer.timeline.find((r) => r.id === entry.id);
      expect(row).toMatchObject({
        membership,
        kind: entry.kind,
        occurred: entry.occurred,
        status: entry.status,
        attributes: entry.attributes,
        headline: entry.headline.en,
        claims: entry.claims.length,
        contradictions: entry.contradictions,
        maybeSameAs: entry.maybeSameAs,
        shown: entry.shown,
      });
    }
  }
  const { visible } = naiveClaims(events, at);
  const { claims } = await timeline.get<{ claims: { id: string; occurred: string; attributes: object }[] }>(
    `/v1/claims?${query}`,
  );
  const sorted = [...visible].sort((a, b) => (a.claim < b.claim ? -1 : 1));
  const shown = (c: { occurred: string | null; attributes: object; reported: string | null; seq: number }) => [
    c.occurred,
    c.attributes,
    c.reported,
    c.seq,
  ];
  expect([...claims].sort((a, b) => (a.id < b.id ? -1 : 1)).map((c) => [c.id, ...shown(c as never)])).toEqual(
    sorted.map((c) => [c.claim, ...shown(c)]),
  );
}

interface Placed {
  readonly id: string;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** Order and window worked out on the answer's own dates. */
function expectedPage(rows: readonly Placed[], from: string, to: string, certain: boolean, newest: boolean): string[] {
  const first = (row: Placed) => row.earliest ?? '0000';
  const last = (row: Placed) => row.latest ?? '9999';
  const inside = rows.filter((row) =>
    certain ? from <= first(row) && last(row) < to : from <= last(row) && first(row) < to,
  );
  const order = (row: Placed): string => `${first(row)} ${last(row)} ${row.id}`;
  const ids = inside.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((row) => row.id);
  return newest ? ids.reverse() : ids;
}

async function allPages(timeline: TestTimeline, address: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after = '';
  for (let page = 0; page < 200; page++) {
    const answer = await timeline.get<{ timeline: Placed[]; next: string | null; more: boolean }>(
      `${address}&limit=${limit}${after}`,
    );
    ids.push(...answer.timeline.map((row) => row.id));
    expect(answer.more).toBe(answer.next !== null);
    if (answer.next === null) return ids;
    expect(answer.timeline.length).toBe(limit);
    after = `&after=${answer.next}`;
  }
  throw new Error('pages without end');
}

/** Many corrections of one claim, so that its entry is kept by point and not on the page. */
function corrections(count: number): TestEvent[] {
  const first: Sketch = { source: 'D', key: 'hot', occurred: '2015-01-10', reported: '2016-01-01' };
  return [
    states(first),
    ...Array.from({ length: count }, (_, i) => {
      const day = String(1 + ((i * 7) % 28)).padStart(2, '0');
      const reported = `2016-01-${String(1 + ((i * 11) % 28)).padStart(2, '0')}`;
      return corrects(first, { ...first, occurred: `2015-01-${day}`, reported }, i % 5 === 0 ? 'ledger' : 'source');
    }),
  ];
}

it('pages through any window in either order, without gaps or repetitions, however often an entry was revised', async () => {
  const window = fc.record({
    from: date(2014, 800),
    days: fc.integer({ min: 1, max: 500 }),
    certain: fc.boolean(),
    newest: fc.boolean(),
    limit: fc.integer({ min: 1, max: 5 }),
    seq: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    asReported: fc.option(date(2016, 40)),
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.array(window, { minLength: 1, maxLength: 5 }), async (plan, windows) => {
      const timeline = await openTestTimeline();
      try {
        const head = await timeline.append([...toEvents(plan), ...corrections(45)]);
        const events = await eventsOf(timeline);
        for (const { from, days, certain, newest, limit, seq, asReported } of windows) {
          const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
          const at = seq === null ? null : Math.round(seq * head);
          await checkAt(timeline, events, asReported, at);
          const known = `${asReported === null ? '' : `&asReported=${asReported}`}${at === null ? '' : `&asRecorded=${at}`}`;
          const address = `/v1/relations/BY-VN/timeline?scope=all${known}`;
          const all = (await timeline.get<{ timeline: Placed[] }>(`${address}&limit=1000`)).timeline;
          const asked = `&from=${from}&to=${to}&certainty=${certain ? 'certain' : 'possible'}&order=${newest ? 'newest' : 'oldest'}`;
          expect(await allPages(timeline, address + asked, limit)).toEqual(
            expectedPage(all, from, to, certain, newest),
          );
        }
      } finally {
        await timeline.close();
      }
    }),
    { numRuns: 15 },
  );
});

it('answers every point on both known axes as a refold of all events does', async () => {
  await fc.assert(
    fc.asyncProperty(steps, points, async (plan, asked) => {
      const timeline = await openTestTimeline();
      try {
        const head = await timeline.append(toEvents(plan));
        const events = await eventsOf(timeline);
        await checkAt(timeline, events, null, null);
        for (const { asReported, share } of asked)
          await checkAt(timeline, events, asReported, share === null ? null : Math.round(share * head));
      } finally {
        await timeline.close();
      }
    }),
    { numRuns: 25 },
  );
});
