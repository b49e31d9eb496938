import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, openSqliteLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { openRunner, type SequencedEvent } from '@foedera/projections';
import { batchStream, sha256 } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { someLog } from '../testing/logs.ts';
import { changesModel } from './model.ts';

const TABLES = ['change', 'change_word', 'head_entry', 'head_part', 'folded_event'];

/** Digest of every row of the feed's own tables, in the order of their keys. */
function digestOf(db: Database): string {
  return sha256(
    JSON.stringify(
      TABLES.map((table) =>
        db
          .prepare(`select * from ${table}`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ),
    ),
  );
}

async function fill(log: EventLog, events: readonly SequencedEvent[]): Promise<void> {
  const plain = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  await log.append(batchStream('test', '1'), plain, { expected: 'no-stream' });
}

it('comes to the same bytes after a rebuild, with any page size and on any log', async () => {
  await fc.assert(
    fc.asyncProperty(someLog, fc.integer({ min: 1, max: 7 }), async (events, pageSize) => {
      const folder = mkdtempSync(join(tmpdir(), 'foedera-rebuild-'));
      const clock = (): number => Date.UTC(2020, 0, 1);
      const logs = [openSqliteLog({ path: join(folder, 'log.sqlite'), clock }), createMemoryLog(clock)];
      try {
        const digests: string[] = [];
        for (const [i, log] of logs.entries()) {
          await fill(log, events);
          const options = { log, model: changesModel, folder: join(folder, String(i)) };
          const runner = openRunner(i === 0 ? { ...options, pageSize } : options);
          runner.start();
          await runner.awaitSeq(events.length);
          digests.push(digestOf(runner.db()));
          await runner.rebuild();
          digests.push(digestOf(runner.db()));
          await runner.close();
        }
        expect(new Set(digests).size).toBe(1);
      } finally {
        for (const log of logs) await log.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 15 },
  );
});
