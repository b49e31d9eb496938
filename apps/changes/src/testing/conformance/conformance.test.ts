import { followFeed } from '@foedera/client';
import { states } from '@foedera/projections/testing';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../read-model/change.ts';
import { openRig, type Rig } from '../rig.ts';
import { FAULTS, type Fault } from './faults.ts';
import { type Consumer, gradeConsumer } from './grade.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ streams: { heartbeatMs: 20, retryMs: 30, pollMs: 20 } });
  const visits = Array.from({ length: 120 }, (_, i) =>
    states({
      source: 'A',
      key: String(i),
      parties: i % 3 === 0 ? ['FR', 'VN'] : ['BY', 'VN'],
      occurred: `${1900 + i}-01-01`,
      reported: '2016-01-10',
    }),
  );
  await rig.append(visits);
});
afterAll(() => rig.close());

/** The `eventsource` package, with nothing added but dropping what it had and opening anew after 410 or 503. */
const eventSource: Consumer = async (url, tell, signal) => {
  const had = new Set<string>();
  const address = new URL(url);
  let lastId = '0';
  await new Promise<void>((resolve) => {
    const open = (): void => {
      address.searchParams.set('after', lastId);
      const source = new EventSource(address);
      source.onmessage = ({ data, lastEventId }) => {
        lastId = lastEventId;
        const change = JSON.parse(data) as Change;
        if (had.has(change.id)) return;
        had.add(change.id);
        tell(change);
      };
      source.onerror = ({ code }) => {
        if (code === undefined || signal.aborted) return;
        source.close();
        setTimeout(() => !signal.aborted && open(), 30);
      };
      signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    };
    open();
  });
};

const client: Consumer = async (url, tell, signal) => {
  const options = { signal, silenceMs: 60, backoff: { baseMs: 5, mostMs: 20 } };
  const { searchParams } = new URL(url);
  const relation = searchParams.get('relation');
  for await (const item of followFeed(
    { url: url.replace(/\?.*/, ''), fetch },
    relation ? { ...options, relation } : options,
  ))
    if (item.type === 'change') tell(item.change as Change);
};

const pages: Consumer = async (url, tell, signal) => {
  const address = new URL(url);
  for (let after = '0'; !signal.aborted; ) {
    address.searchParams.set('after', after);
    address.searchParams.set('limit', '4');
    try {
      const answer = await fetch(address, { signal });
      const page = (await answer.json()) as { changes: Change[]; next: string };
      if (answer.status === 410) after = new URL(page.next, url).searchParams.get('after') as string;
      if (!answer.ok) continue;
      for (const change of page.changes) tell(change);
      after = page.next;
    } catch {
      // A page that broke off is asked for again.
    }
  }
};

const each = (n: number): Record<Fault, number> =>
  Object.fromEntries(FAULTS.map((f) => [f, n])) as Record<Fault, number>;

describe.each([
  ['the eventsource package', eventSource],
  ['packages/client', client],
])('%s', (_, consumer) => {
  it.each([1, 2, 3])('passes with seed %i', async (seed) => {
    const grade = await gradeConsumer(consumer, {
      upstream: rig.url(),
      seed,
      query: seed === 3 ? 'relation=BY-VN' : '',
    });
    expect(grade).toMatchObject({ findings: [], passed: true, changes: seed === 3 ? 80 : 120 });
    expect(grade.faults).toEqual(each(2));
  });
});

it('passes a reader of pages', async () => {
  const faults = ['drop', 'cut', 'stall', 'expire', 'busy', 'restart'] as const;
  const grade = await gradeConsumer(pages, { upstream: rig.url(), faults, every: 3 });
  expect(grade).toMatchObject({ findings: [], passed: true, faults: { ...each(2), repeat: 0 } });
});

/** A consumer of pages that is spoilt in one way. */
const spoilt =
  (spoil: (tell: (change: Change) => void) => (change: Change) => void): Consumer =>
  (url, tell, signal) =>
    pages(url, spoil(tell), signal);

it.each([
  ['loses a change', 'lost', spoilt((tell) => (c) => void (c.seq === 60 || tell(c)))],
  ['tells a change twice', 'repeated', spoilt((tell) => (c) => [c, c].forEach(tell))],
  ['invents a change', 'invented', spoilt((tell) => (c) => tell(c.seq === 60 ? { ...c, id: 'x' } : c))],
  [
    'swaps two changes',
    'reordered',
    spoilt((tell) => {
      let held: Change | null = null;
      return (c) => {
        if (c.seq === 60) held = c;
        else tell(c);
        if (c.seq === 61 && held) tell(held);
      };
    }),
  ],
  [
    'begins again although it had a cursor',
    'forgetful',
    (async (url, tell, signal) => {
      const enough = new AbortController();
      const first = (change: Change): void => {
        tell(change);
        if (change.seq >= 60) enough.abort();
      };
      await pages(url, first, AbortSignal.any([signal, enough.signal]));
      await pages(url, () => undefined, signal);
    }) as Consumer,
  ],
])('fails a consumer that %s', async (_, code, consumer) => {
  const grade = await gradeConsumer(consumer, { upstream: rig.url(), faults: [], patienceMs: 300 });
  expect(grade.passed).toBe(false);
  expect(grade.findings.map((f) => f.code)).toContain(code);
});
