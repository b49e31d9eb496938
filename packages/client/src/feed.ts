import { type Backoff, DEFAULT_BACKOFF, openBackoff, pause } from './backoff.ts';
import type { Change, LedgerHead } from './change-shapes.ts';
import { ApiProblem, ApiUnreachable } from './errors.ts';
import { type FeedMessage, openFeedStream } from './feed-stream.ts';
import { openLedgerNotes } from './ledger-notes.ts';

/** Which changes are wanted; every word as in the address of the feed. */
export interface ChangeFilter {
  readonly relation?: string | readonly string[];
  readonly party?: string | readonly string[];
  readonly kind?: string | readonly string[];
  readonly change?: string | readonly string[];
  readonly importance?: string;
  readonly minConfidence?: number;
}

/** What following the feed yields. */
export type FeedItem =
  /** A change, each once, in order. */
  | { readonly type: 'change'; readonly change: Change }
  /** Before `change` another one should have come: its `prev` is not what was received last. */
  | { readonly type: 'missing'; readonly last: string | null; readonly change: Change }
  /** The hash over the log up to `seq` is another one than was given before: the log was edited, or it is another log. */
  | { readonly type: 'ledger-differs'; readonly seq: number; readonly before: string; readonly now: string }
  /** The rules changed: ids before and after do not compare. The feed goes on after the same event, under the new ones. */
  | {
      readonly type: 'epoch-changed';
      readonly epoch: string;
      readonly next: string;
      readonly difference: string | null;
    };

/** How the connection stands. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open'; readonly cursor: string }
  | { readonly state: 'lost'; readonly why: string; readonly againInMs: number };

/** How the feed is followed. */
export interface FollowOptions extends ChangeFilter {
  /** Cursor, exclusive; `0` (the default) is the beginning, `now` the head. */
  readonly after?: string;
  readonly signal?: AbortSignal;
  readonly onConnection?: (connection: Connection) => void;
  /** Told of every cursor that can be resumed from, also those of keep-alives. */
  readonly onCursor?: (cursor: string) => void;
  /** Heads of the ledger that the consumer noted earlier, such as from another replica: later ones are held against them. */
  readonly ledger?: readonly LedgerHead[];
  /** Told of every head of the ledger; `foedera verify --head SEQ:HASH` checks one against the log itself. */
  readonly onLedger?: (head: LedgerHead) => void;
  /** A connection that is silent for so long counts as lost. The server speaks at least every 20 s. */
  readonly silenceMs?: number;
  readonly backoff?: Partial<Backoff>;
}

/** What a stream is opened with. */
export interface FeedSource {
  /** Address of the feed, absolute. */
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response>;
}

const SILENCE_MS = 45_000;
/** Ids remembered for deduplication: more than any server resends after a reconnection. */
const REMEMBERED_IDS = 10_000;

/**
 * Follows the feed for ever: reconnects from the last cursor, drops what it had already, says when something is missing.
 * Ends when the signal aborts, the consumer breaks, or a finite feed is over.
 *
 * @throws ApiProblem when the request itself is refused (unknown word, invalid cursor, no access)
 */
export async function* followFeed(source: FeedSource, options: FollowOptions = {}): AsyncGenerator<FeedItem, void> {
  const { signal, onConnection, onCursor, onLedger } = options;
  const wait = openBackoff({ ...DEFAULT_BACKOFF, ...options.backoff });
  const seen = new Set<string>();
  const ledger = openLedgerNotes(options.ledger);
  let cursor = options.after ?? '0';
  /** What the next change's `prev` must be; `undefined` = not known, for the cursor may be of no change of this filter. */
  let last: string | null | undefined = cursor === '0' ? null : undefined;

  while (!signal?.aborted) {
    let why = 'the connection ended';
    onConnection?.({ state: 'connecting' });
    try {
      const stream = openFeedStream(source, feedQuery(options), cursor, options.silenceMs ?? SILENCE_MS, signal);
      for await (const message of stream) {
        if (message.retryMs !== null) wait.base(message.retryMs);
        if (message.cursor !== null) {
          cursor = message.cursor;
          onCursor?.(cursor);
        }
        if (message.event === 'ready') onConnection?.({ state: 'open', cursor });
        wait.reset();
        const head = headIn(message);
        if (head) {
          onLedger?.(head);
          const differs = ledger.note(head);
          if (differs) yield differs;
        }
        if (message.event === 'end') return;
        if (message.event === 'cursor-refused') throw refused(message);
        if (message.event !== 'message') {
          if (message.event !== 'ready' && message.event !== 'keep-alive') why = message.event;
          continue;
        }
        const change = JSON.parse(message.data) as Change;
        if (seen.has(change.id)) continue;
        remember(seen, change.id);
        if (last !== undefined && change.prev !== last) yield { type: 'missing', last, change };
        last = change.id;
        yield { type: 'change', change };
      }
    } catch (error) {
      if (signal?.aborted) return;
      const moved = epochChange(error);
      if (moved) {
        yield moved;
        cursor = moved.next;
        last = undefined;
        seen.clear();
        continue;
      }
      if (!canTryAgain(error)) throw error;
      why = error.message;
      if (error instanceof ApiProblem && error.retryAfterSeconds !== null) wait.base(error.retryAfterSeconds * 1000);
    }
    if (signal?.aborted) return;
    const againInMs = wait.next();
    onConnection?.({ state: 'lost', why, againInMs });
    await pause(againInMs, signal);
  }
}

/** The ledger's head that a message carries, where one is followed. */
function headIn({ event, data }: FeedMessage): LedgerHead | null {
  if (event !== 'ready' && event !== 'keep-alive') return null;
  return (JSON.parse(data) as { readonly ledger?: LedgerHead | null }).ledger ?? null;
}

function remember(seen: Set<string>, id: string): void {
  seen.add(id);
  if (seen.size <= REMEMBERED_IDS) return;
  for (const oldest of seen) {
    seen.delete(oldest);
    return;
  }
}

/** The filter as query parameters, words joined by commas. */
export function feedQuery(filter: ChangeFilter): URLSearchParams {
  const query = new URLSearchParams();
  const { relation, party, kind, change, importance, minConfidence } = filter;
  for (const [name, value] of Object.entries({ relation, party, kind, change, importance, minConfidence })) {
    if (value === undefined) continue;
    query.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return query;
}

function refused(message: FeedMessage): ApiProblem {
  return new ApiProblem({
    type: '/problems/invalid-cursor',
    title: 'The cursor was refused',
    status: 400,
    code: 'invalid-cursor',
    detail: message.data,
  });
}

function epochChange(error: unknown): Extract<FeedItem, { type: 'epoch-changed' }> | null {
  if (!(error instanceof ApiProblem) || error.code !== 'epoch-changed') return null;
  const { epoch, next, difference } = error.problem;
  if (typeof epoch !== 'string' || typeof next !== 'string') return null;
  const after = new URL(next, 'http://feed.invalid').searchParams.get('after');
  if (after === null) return null;
  return { type: 'epoch-changed', epoch, next: after, difference: typeof difference === 'string' ? difference : null };
}

function canTryAgain(error: unknown): error is Error {
  if (error instanceof ApiUnreachable) return true;
  return error instanceof ApiProblem && (error.status === 429 || error.status >= 500);
}
