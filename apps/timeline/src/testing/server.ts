import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { createServer, type HttpServer } from '@foedera/http';
import { openRunner, type Runner } from '@foedera/projections';
import { claimIdOf, eventId, keyedClaimId, type NewEvent, SCHEMA_VERSION, type Statement } from '@foedera/schema';
import { type TimelineContext, timelineModel, timelinePlugin } from '../index.ts';

/** A timeline over a log in memory, in a folder of its own, answering injected requests. */
export interface TestTimeline {
  readonly app: HttpServer;
  readonly log: EventLog;
  readonly runner: Runner;
  /** Appends events to one stream and waits until the timeline shows them; answers the `seq` reached. */
  append(events: readonly TestEvent[], stream?: string): Promise<number>;
  /** JSON answer of a GET. */
  get<T = Record<string, unknown>>(address: string): Promise<T>;
  close(): Promise<void>;
}

/** An event before it has an id. */
export type TestEvent = { readonly type: string; readonly data: object };

/** Opens one; `now` and the log's clock are fixed, an hour apart for each append, unless given. */
export async function openTestTimeline(more: Partial<TimelineContext> = {}): Promise<TestTimeline> {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-timeline-'));
  let recorded = Date.parse('2020-01-01T00:00:00Z');
  const log = createMemoryLog(() => {
    recorded += 60_000;
    return recorded;
  });
  const runner = openRunner({ log, model: timelineModel, folder });
  runner.start();
  const app = await createServer({
    description: { title: 'Foedera', version: '1', description: 'Test.', tags: [] },
    health: () => ({ ready: true }),
  });
  const context: TimelineContext = { runner, log, now: () => new Date('2026-01-01T00:00:00Z'), ...more };
  await app.register(timelinePlugin, context);
  await app.ready();
  let seq = 0;
  return {
    app,
    log,
    runner,
    append: async (events, stream = 'foedera-batch-test-1') => {
      const named = events.map((event): NewEvent => {
        seq += 1;
        return { ...event, id: eventId(['test', seq], null), metadata: { schema: SCHEMA_VERSION } };
      });
      const { position } = await log.append(stream, named, { expected: 'any' });
      await runner.awaitPosition(position);
      return seq;
    },
    get: async <T>(address: string) => {
      const answer = await app.inject(address);
      if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.statusCode} ${answer.body}`);
      return answer.json() as T;
    },
    close: async () => {
      await app.close();
      await runner.close();
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a test says of a claim; the rest has defaults: a completed visit between Belarus and Viet Nam. */
export type Sketch = Partial<Omit<Statement, 'source'>> & { readonly source: string };

/** A whole statement of a sketch. */
export function statementOf({ source, ...sketch }: Sketch): Statement {
  return {
    kind: 'visit',
    occurred: null,
    parties: ['BY', 'VN'],
    attributes: {},
    confidence: 0.9,
    reported: null,
    ...sketch,
    source: { id: source },
  };
}

/** Id that the claim of a sketch gets. */
export function claimOf(sketch: Sketch): string {
  return sketch.key === undefined ? claimIdOf(statementOf(sketch)) : keyedClaimId(sketch.source, sketch.key);
}

export function states(sketch: Sketch): TestEvent {
  const statement = statementOf(sketch);
  return { type: statement.kind, data: { ...statement, claim: claimOf(sketch) } };
}

export function corrects(of: Sketch, sketch: Sketch, basis: 'source' | 'ledger' = 'source'): TestEvent {
  const replacement = statementOf(sketch);
  const reported = basis === 'ledger' ? null : replacement.reported;
  return {
    type: 'claim-corrected',
    data: { claim: claimOf(of), basis, reason: 'checked', by: 'desk', reported, replacement },
  };
}

export function retracts(of: Sketch, reported: string | null, basis: 'source' | 'ledger' = 'source'): TestEvent {
  return { type: 'claim-retracted', data: { claim: claimOf(of), basis, reason: 'withdrawn', by: 'desk', reported } };
}
