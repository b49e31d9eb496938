import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import type { ChangeFilter } from '../read-model/filter.ts';
import { matches, someFilter } from '../testing/filters.ts';
import { someActs } from '../testing/logs.ts';
import { openRig, type Rig } from '../testing/rig.ts';
import { changesIn, openStream, type RawStream } from '../testing/stream.ts';

/** What happens between two appends. */
const disturbance = fc.constantFrom('nothing', 'page', 'disconnect', 'restart', 'rebuild');

/** A consumer of a stream that reconnects with the last id it saw, and of pages that goes on after its last one. */
interface Consumer {
  readonly received: Change[];
  /** Loses the connection where it stands. */
  disconnect(): void;
  /** Has everything up to a head. */
  reach(head: string): Promise<void>;
  /** Reads one page, if it is a consumer of pages. */
  read(): Promise<void>;
}

function query(filter: ChangeFilter): string {
  return new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [
      name,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  ).toString();
}

function streamConsumer(rig: Rig, filter: ChangeFilter): Consumer {
  const received: Change[] = [];
  let stream: RawStream | null = null;
  let taken = 0;
  let lastId: string | undefined;
  const take = (): void => {
    const fresh = stream?.messages.slice(taken) ?? [];
    taken += fresh.length;
    received.push(...changesIn(fresh));
    lastId = fresh.at(-1)?.id ?? lastId;
  };
  const disconnect = (): void => {
    take();
    stream?.close();
    stream = null;
    taken = 0;
  };
  const connect = async (): Promise<RawStream> => {
    stream ??= await openStream(`${rig.url()}/v1/changes?after=0&${query(filter)}`, lastId);
    return stream;
  };
  return {
    received,
    disconnect,
    reach: async (head) => {
      if (lastId === head) return;
      const open = await connect();
      await open.until((m) => m.id === head && (m.event === undefined || m.event === 'keep-alive'));
      take();
    },
    read: async () => {
      await connect();
    },
  };
}

function pageConsumer(rig: Rig, filter: ChangeFilter, limit: number): Consumer {
  const received: Change[] = [];
  let after = '0';
  const read = async (): Promise<boolean> => {
    const answer = await fetch(`${rig.url()}/v1/changes?after=${after}&limit=${limit}&${query(filter)}`);
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as { changes: Change[]; next: string; more: boolean };
    received.push(...page.changes);
    after = page.next;
    return page.more;
  };
  return {
    received,
    disconnect: () => undefined,
    reach: async (head) => {
      while (await read());
      expect(after).toBe(head);
    },
    read: async () => {
      await read();
    },
  };
}

it('brings every consumer exactly the changes of its filter, whatever happens to connections and servers', async () => {
  await fc.assert(
    fc.asyncProperty(
      someActs,
      fc.array(disturbance, { minLength: 3, maxLength: 6 }),
      fc.tuple(someFilter, someFilter),
      fc.integer({ min: 1, max: 5 }),
      async (acts, disturbances, [one, other], limit) => {
        const rig = await openRig({
          streams: { heartbeatMs: 10, retryMs: 10, pollMs: 10, chunk: { changes: 3, bytes: 2_500 } },
        });
        try {
          const consumers = [
            { filter: one, consumer: streamConsumer(rig, one) },
            { filter: other, consumer: streamConsumer(rig, other) },
            { filter: other, consumer: pageConsumer(rig, other, limit) },
          ];
          const share = Math.ceil(acts.length / disturbances.length);
          for (const [i, what] of disturbances.entries()) {
            const some = acts.slice(i * share, (i + 1) * share);
            if (some.length > 0) await rig.append(some);
            for (const { consumer } of consumers) if (what === 'page') await consumer.read();
            for (const { consumer } of consumers) if (what !== 'nothing' && what !== 'page') consumer.disconnect();
            if (what === 'restart') await rig.restart();
            if (what === 'rebuild') await rig.runner().rebuild();
          }
          const all = (await (await fetch(`${rig.url()}/v1/changes?limit=1000`)).json()) as {
            changes: Change[];
            next: string;
          };
          for (const { filter, consumer } of consumers) {
            await consumer.reach(all.next);
            const expected = all.changes.filter((change) => matches(change, filter));
            expect(consumer.received.map((c) => c.id)).toEqual(expected.map((c) => c.id));
            expect(consumer.received.map((c) => c.prev)).toEqual(
              [null, ...expected.map((c) => c.id)].slice(0, expected.length),
            );
            consumer.disconnect();
          }
        } finally {
          await rig.close();
        }
      },
    ),
    { numRuns: 25 },
  );
});
