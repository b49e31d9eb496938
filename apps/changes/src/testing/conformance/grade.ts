import type { Change } from '../../read-model/change.ts';
import type { Fault } from './faults.ts';
import { type Asked, type ConformanceOptions, openConformanceServer } from './server.ts';

/**
 * A consumer under test: follows the feed at an address from its beginning and tells each change once, in order, until
 * the signal aborts. It may ask for pages or for a stream.
 */
export type Consumer = (url: string, tell: (change: Change) => void, signal: AbortSignal) => Promise<void>;

/** What is wrong with a consumer. */
export type FindingCode =
  /** It never told of a change that passes the filter. */
  | 'lost'
  /** It told of a change twice. */
  | 'repeated'
  /** It told of a change before one that comes first. */
  | 'reordered'
  /** It told of something that the feed does not have. */
  | 'invented'
  /** The feed said when to come back, and it came earlier. */
  | 'impatient'
  /** It asked again from the beginning although it had a cursor. */
  | 'forgetful';

/** One thing that is wrong, and where. */
export interface Finding {
  readonly code: FindingCode;
  readonly detail: string;
}

/** How a consumer did. */
export interface Grade {
  readonly passed: boolean;
  readonly findings: readonly Finding[];
  /** Faults that it was given, so that a pass without any is seen for what it is. */
  readonly faults: Readonly<Record<Fault, number>>;
  /** Changes that there were to tell. */
  readonly changes: number;
  readonly requests: number;
}

/** What is graded, and how long it may take. */
export interface GradeOptions extends ConformanceOptions {
  /** Query of the feed, such as `relation=BY-VN`; without `after`. */
  readonly query?: string;
  /** After so long without a change that it has not told, a consumer is graded as it stands; default 3,000. */
  readonly patienceMs?: number;
  /** Least time between two requests after a connection broke, as the feed's `retry` says; not looked at when absent. */
  readonly retryMs?: number;
}

/** Puts a consumer before a feed that does its worst, and says how it did. */
export async function gradeConsumer(consumer: Consumer, options: GradeOptions): Promise<Grade> {
  const expected = await allChanges(options.upstream, options.query ?? '');
  const server = await openConformanceServer(options);
  const told: string[] = [];
  const stop = new AbortController();
  let wake = (): void => undefined;
  const tell = (change: Change): void => {
    told.push(change.id);
    wake();
  };
  const url = `${server.url}/v1/changes${options.query ? `?${options.query}` : ''}`;
  const following = consumer(url, tell, stop.signal);
  try {
    const missing = new Set(expected);
    for (;;) {
      for (const id of told) missing.delete(id);
      if (missing.size === 0) break;
      const before = told.length;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.patienceMs ?? 3_000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (told.length === before) break;
    }
  } finally {
    stop.abort();
    await following;
    await server.close();
  }
  const findings = [...findingsIn(told, expected), ...mannersIn(server.asked, options.retryMs)];
  return {
    passed: findings.length === 0,
    findings,
    faults: server.counts,
    changes: expected.length,
    requests: server.asked.length,
  };
}

/** Ids of all changes that pass, from the real feed. */
async function allChanges(upstream: string, query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = '0'; ; ) {
    const answer = await fetch(`${upstream}/v1/changes?${query}${query === '' ? '' : '&'}after=${after}&limit=1000`);
    const page = (await answer.json()) as { changes: Change[]; next: string; more: boolean };
    ids.push(...page.changes.map((change) => change.id));
    after = page.next;
    if (!page.more) return ids;
  }
}

function findingsIn(told: readonly string[], expected: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const order = new Map(expected.map((id, i) => [id, i]));
  const seen = new Set<string>();
  let last = -1;
  for (const id of told) {
    const at = order.get(id);
    if (at === undefined) findings.push({ code: 'invented', detail: id });
    else if (seen.has(id)) findings.push({ code: 'repeated', detail: id });
    else if (at < last) findings.push({ code: 'reordered', detail: `${id} after ${expected[last]}` });
    seen.add(id);
    if (at !== undefined) last = Math.max(last, at);
  }
  for (const id of expected) if (!seen.has(id)) findings.push({ code: 'lost', detail: id });
  return findings;
}

function mannersIn(asked: readonly Asked[], retryMs: number | undefined): Finding[] {
  const findings: Finding[] = [];
  let cursor: string | null = null;
  asked.forEach((request, i) => {
    const before = asked[i - 1];
    if (before && retryMs !== undefined && request.atMs - before.atMs < retryMs && before.status !== 410)
      findings.push({
        code: 'impatient',
        detail: `${request.path} ${request.atMs - before.atMs} ms after the one before`,
      });
    const given = request.lastEventId ?? new URL(request.path, 'http://feed.invalid').searchParams.get('after');
    const asks = given === null || given === '0' ? null : given;
    // After 410 a consumer may begin again: that is one of the ways on.
    if (cursor !== null && asks === null && before?.status !== 410)
      findings.push({ code: 'forgetful', detail: `${request.path} although it had been at ${cursor}` });
    cursor = asks ?? cursor;
  });
  return findings;
}
