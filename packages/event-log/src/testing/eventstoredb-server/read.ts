import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { FiredFault } from './faults.ts';
import { FaultyOut } from './faulty-out.ts';
import type { Outbox } from './outbox.ts';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  ERRORS,
  notFoundMessage,
  streamName,
} from './protocol.ts';
import type { StoredEvent, TestStore } from './store.ts';

/** Events that the documented server looks at for one checkpoint where the client names no window. */
const DEFAULT_WINDOW = 32;
/** Looked at in one go before the event loop gets its turn, so that a scan past foreign events blocks nobody. */
const SCAN_STEP = 4_096;

type Options = streams.ReadReq.Options;

const { ReadDirection } = streams.ReadReq.Options;

/** Which stream a read is about; `$all` for all of them. */
export function readTarget(options: Options): string {
  return options.hasStream() ? streamName(options.getStream()?.getStreamIdentifier()) : '$all';
}

/** Answers a read of a stream or of `$all`, forwards or backwards, up to its count. */
export async function serveRead(
  store: TestStore,
  options: Options,
  out: Outbox,
  fault: FiredFault | null,
  streamPositions: boolean,
): Promise<void> {
  const count = options.hasCount() ? Number(options.getCount()) : Number.POSITIVE_INFINITY;
  const stream = readTarget(options);
  if (options.hasStream() && store.stream(stream).length === 0) {
    await out.write(notFoundMessage(stream));
    return out.end();
  }
  requirePosition(store, options);
  const faulty = new FaultyOut(out, fault, streamPositions || !options.hasStream());
  let sent = 0;
  for (const event of options.hasStream() ? streamEvents(store, options) : allEvents(store, options)) {
    if (sent >= count || !(await faulty.send(event))) break;
    sent++;
  }
  faulty.finish();
}

/** A position is a place in a file: where no event begins, nothing can be read. @throws ServiceError */
function requirePosition(store: TestStore, options: Options): void {
  const from = options.getAll();
  if (!from?.hasPosition()) return;
  const position = BigInt(from.getPosition()?.getCommitPosition() ?? 0);
  if (store.events[store.indexFrom(position, true)]?.position !== position) throw ERRORS.invalidPosition();
}

function* streamEvents(store: TestStore, options: Options): Generator<StoredEvent> {
  const events = store.stream(readTarget(options));
  const from = options.getStream();
  if (options.getReadDirection() === ReadDirection.FORWARDS) {
    if (from?.hasEnd()) return;
    for (let i = from?.hasRevision() ? Number(from.getRevision()) : 0; i < events.length; i++)
      yield events[i] as StoredEvent;
    return;
  }
  if (from?.hasStart()) return yield events[0] as StoredEvent;
  const last = from?.hasRevision() ? Math.min(Number(from.getRevision()), events.length - 1) : events.length - 1;
  for (let i = last; i >= 0; i--) yield events[i] as StoredEvent;
}

/** Forwards a position is inclusive, backwards exclusive, as the documented server has it for `$all`. */
function* allEvents(store: TestStore, options: Options): Generator<StoredEvent> {
  const from = options.getAll();
  const position = from?.hasPosition() ? BigInt(from.getPosition()?.getCommitPosition() ?? 0) : null;
  if (options.getReadDirection() === ReadDirection.FORWARDS) {
    if (from?.hasEnd()) return;
    for (let i = position === null ? 0 : store.indexFrom(position, true); i < store.events.length; i++)
      yield store.events[i] as StoredEvent;
    return;
  }
  if (from?.hasStart()) return;
  const end = position === null ? store.events.length : store.indexFrom(position, true);
  for (let i = end - 1; i >= 0; i--) yield store.events[i] as StoredEvent;
}

/** Answers a subscription to `$all`: all that passes its filter after a position, exclusive, and then whatever comes. */
export async function serveSubscription(
  store: TestStore,
  options: Options,
  out: Outbox,
  fault: FiredFault | null,
): Promise<void> {
  requirePosition(store, options);
  const filter = toFilter(options.getFilter());
  const window = options.getFilter()?.hasMax() ? (options.getFilter()?.getMax() ?? DEFAULT_WINDOW) : DEFAULT_WINDOW;
  const interval = window * Math.max(1, options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
  const faulty = new FaultyOut(out, fault);
  await out.write(confirmationMessage(randomUUID()));
  if (fault?.fault.name === 'searching') await search(store, options, out, fault);
  if (fault?.fault.name === 'early-caught-up') {
    fault.fire();
    await out.write(caughtUpMessage());
  }

  let next = startIndex(store, options);
  let looked = 0;
  let live = false;
  while (!out.gone.aborted) {
    for (let step = 0; next < store.events.length && step < SCAN_STEP; step++, next++) {
      const event = store.events[next] as StoredEvent;
      if (filter(event) && !(await faulty.send(event, () => lookAhead(store, next, filter, fault))))
        return faulty.finish();
      if (++looked % interval === 0 && options.hasFilter()) await out.write(checkpointMessage(event.position));
    }
    if (next < store.events.length) {
      await out.waitMs(0);
      continue;
    }
    if (!live) {
      live = true;
      const last = store.events[next - 1];
      if (last !== undefined && options.hasFilter()) await out.write(checkpointMessage(last.position));
      await out.write(caughtUpMessage());
    }
    if (next < store.events.length) continue;
    await nextWrite(store, out);
  }
}

/** Says, and goes on saying, that it has looked no further than where it began. */
async function search(store: TestStore, options: Options, out: Outbox, { fault, fire }: FiredFault): Promise<void> {
  if (fault.name !== 'searching') return;
  fire();
  const begun = store.events[startIndex(store, options) - 1] ?? store.events[0];
  for (let i = 0; i < fault.times && !out.gone.aborted; i++) {
    if (begun !== undefined) await out.write(checkpointMessage(begun.position));
    await out.waitMs(fault.ms);
  }
}

function startIndex(store: TestStore, options: Options): number {
  const from = options.getAll();
  if (from?.hasPosition()) return store.indexFrom(BigInt(from.getPosition()?.getCommitPosition() ?? 0), false);
  return from?.hasEnd() ? store.events.length : 0;
}

async function nextWrite(store: TestStore, out: Outbox): Promise<void> {
  let off: (() => void) | undefined;
  await out.wait((done) => {
    off = store.onWrite(done);
  });
  off?.();
}

type Filter = (event: StoredEvent) => boolean;

function toFilter(options: streams.ReadReq.Options.FilterOptions | undefined): Filter {
  const onStream = options?.getStreamIdentifier();
  const expression = onStream ?? options?.getEventType();
  if (expression === undefined) return () => true;
  const text = (event: StoredEvent) => (onStream === undefined ? event.type : event.stream);
  const regex = expression.getRegex() === '' ? null : new RegExp(expression.getRegex());
  const prefixes = expression.getPrefixList();
  return (event) =>
    regex === null ? prefixes.some((prefix) => text(event).startsWith(prefix)) : regex.test(text(event));
}

/** Position of the event that a checkpoint running ahead names: up to `by` events further on. */
function lookAhead(store: TestStore, index: number, filter: Filter, fault: FiredFault | null): bigint | null {
  if (fault?.fault.name !== 'checkpoint-ahead') return null;
  const ahead = store.events.slice(index).filter(filter).slice(0, fault.fault.by);
  return ahead[ahead.length - 1]?.position ?? null;
}
