import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { handleClientStreamingCall, ServerDuplexStream, ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type { Fault, FiredFault } from './faults.ts';
import { appendAnswer, batchAnswer, ERRORS, proposedEvent, streamName } from './protocol.ts';
import type { AppendOutcome, ExpectedVersion, ProposedEvent, TestStore } from './store.ts';

/** What an append handler needs of its server. */
export interface AppendSite {
  readonly store: TestStore;
  readonly maxAppendBytes: number;
  /** Whether a repetition is answered with a position. */
  readonly repetitionPositions: boolean;
  /** Fails the call that may not go on (credentials, role, pause), and says which fault befalls the others. */
  admit(kind: 'append' | 'batch-append', stream: string, metadata: ServerCall['metadata']): Promise<FiredFault | null>;
  /** Drops every connection. */
  cut(): void;
}

type ServerCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;
type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** What a fault makes of an append: an outcome to answer, an error, an empty answer, or nothing at all. */
type Verdict =
  | { readonly kind: 'answer'; readonly outcome: AppendOutcome }
  | { readonly kind: 'error'; readonly error: Error }
  | { readonly kind: 'hollow' | 'silence' | 'clean-end' };

/** `Append`: the options first, then an event a message, answered at the end. */
export function appendHandler(site: AppendSite): handleClientStreamingCall<streams.AppendReq, streams.AppendResp> {
  return (call, answer) => {
    let options: streams.AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (message: streams.AppendReq) => {
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed !== undefined) events.push(proposedEvent(proposed));
    });
    call.once('end', () => {
      // A broken call ends before it is said to be cancelled, and half of a request is no request.
      setImmediate(() => {
        if (options === undefined || call.cancelled) return;
        answerAppend(site, call, options, events, answer).catch(answer);
      });
    });
  };
}

async function answerAppend(
  site: AppendSite,
  call: ServerCall,
  options: streams.AppendReq.Options,
  events: readonly ProposedEvent[],
  answer: sendUnaryData<streams.AppendResp>,
): Promise<void> {
  const stream = streamName(options.getStreamIdentifier());
  const fired = await site.admit('append', stream, call.metadata);
  const verdict = await judge(site, stream, expectedOf(options), events, fired);
  if (verdict.kind === 'answer') answer(null, appendAnswer(verdict.outcome, options));
  if (verdict.kind === 'error') answer(verdict.error);
  if (verdict.kind === 'hollow') answer(null, new streams.AppendResp());
  if (verdict.kind === 'clean-end') answer(null, null);
}

/** `BatchAppend`: many appends on one call, each answered by its correlation id. */
export function batchAppendHandler(site: AppendSite): (call: BatchCall) => void {
  return (call) => {
    const open = new Map<string, { options: streams.BatchAppendReq.Options; events: ProposedEvent[] }>();
    call.on('data', (request: streams.BatchAppendReq) => {
      const key = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      const part = open.get(key) ?? (options === undefined ? undefined : { options, events: [] });
      if (part === undefined) return;
      open.set(key, part);
      part.events.push(...request.getProposedMessagesList().map(proposedEvent));
      if (!request.getIsFinal()) return;
      open.delete(key);
      answerBatch(site, call, request, part.options, part.events).catch((error) => call.emit('error', error));
    });
    call.once('end', () => call.end());
  };
}

async function answerBatch(
  site: AppendSite,
  call: BatchCall,
  request: streams.BatchAppendReq,
  options: streams.BatchAppendReq.Options,
  events: readonly ProposedEvent[],
): Promise<void> {
  const stream = streamName(options.getStreamIdentifier());
  const fired = await site.admit('batch-append', stream, call.metadata);
  const verdict = await judge(site, stream, expectedOf(options), events, fired);
  if (verdict.kind === 'answer')
    call.write(batchAnswer(verdict.outcome, options).setCorrelationId(request.getCorrelationId()));
  if (verdict.kind === 'error') call.emit('error', verdict.error);
  if (verdict.kind === 'clean-end') call.end();
}

async function judge(
  site: AppendSite,
  stream: string,
  expected: ExpectedVersion,
  events: readonly ProposedEvent[],
  fired: FiredFault | null,
): Promise<Verdict> {
  const bytes = events.reduce(
    (sum, event) => sum + event.type.length * 2 + event.data.length + event.metadata.length,
    0,
  );
  if (bytes > site.maxAppendBytes) return { kind: 'error', error: ERRORS.tooLarge(site.maxAppendBytes) };
  const fault = fired?.fault ?? null;
  if (fault?.name === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (fault?.name === 'conflict') site.store.append(stream, 'any', [foreignEvent()]);
  fired?.fire();
  const write = (): AppendOutcome => {
    const outcome = site.store.append(stream, expected, events);
    return outcome.kind === 'repeated' && !site.repetitionPositions ? { ...outcome, position: null } : outcome;
  };
  if (fault === null || !('written' in fault)) return { kind: 'answer', outcome: write() };
  if (fault.written) write();
  return afterwards(site, fault);
}

function afterwards(site: AppendSite, fault: Extract<Fault, { written: boolean }>): Verdict {
  switch (fault.name) {
    case 'silent':
      return { kind: 'silence' };
    case 'closing':
      return fault.clean === true ? { kind: 'clean-end' } : { kind: 'error', error: ERRORS.closed() };
    case 'cut':
      site.cut();
      return { kind: 'silence' };
    case 'hollow':
      return { kind: 'hollow' };
    case 'timed-out':
      return { kind: 'error', error: ERRORS.timedOut() };
  }
}

function foreignEvent(): ProposedEvent {
  const data = Buffer.from('{}');
  return { id: randomUUID(), type: 'other-writer', contentType: 'application/json', data, metadata: data };
}

function expectedOf(options: streams.AppendReq.Options | streams.BatchAppendReq.Options): ExpectedVersion {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  if (options.hasAny()) return 'any';
  return BigInt('getRevision' in options ? options.getRevision() : options.getStreamPosition());
}
