import type { RecordedEvent } from '@foedera/schema';
import { EventLogError } from './errors.ts';

const DEFAULT_PAGE_SIZE = 1_000;
const MAX_PAGE_SIZE = 10_000;

/** The page size that was asked for. @throws EventLogError `invalid-option` outside 1–10,000 */
export function requirePageSize(pageSize: number | undefined): number {
  const size = pageSize ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw new EventLogError('invalid-option', `pageSize ${size}: expected a whole number from 1 to ${MAX_PAGE_SIZE}`);
  return size;
}

/** A count from 0, or infinity when absent. @throws EventLogError `invalid-option` */
export function requireLimit(limit: number | undefined): number {
  return limit === undefined ? Number.POSITIVE_INFINITY : requireCount('limit', limit);
}

/** @throws EventLogError `invalid-option` unless the value is a whole number from 0 */
export function requireCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new EventLogError('invalid-option', `${name} ${value}: expected a whole number from 0`);
}

/** One turn of the event loop: a long read lets requests, timers and signals through between its pages. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A run of events and whether more may stand after it. */
export interface Run {
  readonly events: readonly RecordedEvent[];
  readonly more: boolean;
}

/**
 * Pages to the end or the limit.
 * @param next reads on after what it last gave, at most so many events
 */
export async function* pages(
  next: (most: number) => Run,
  options: { readonly limit: number; readonly pageSize: number; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<readonly RecordedEvent[]> {
  let left = options.limit;
  while (left > 0) {
    options.signal?.throwIfAborted();
    const { events, more } = next(Math.min(options.pageSize, left));
    left -= events.length;
    if (events.length > 0) yield events;
    if (!more) return;
    await breathe();
  }
}
