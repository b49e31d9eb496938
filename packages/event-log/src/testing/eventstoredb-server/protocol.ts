import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendOutcome, ProposedEvent, StoredEvent } from './store.ts';

/** 100-nanosecond ticks in a millisecond, the unit of an event's `created`. */
const TICKS_PER_MS = 10_000n;

/** A gRPC error with trailers, as the documented server sends them. */
export function rpcError(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const ERRORS = {
  notReady: () => rpcError(status.UNAVAILABLE, 'Server Is Not Ready'),
  notLeader: (host: string, port: number) =>
    rpcError(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  noLeader: () => rpcError(status.UNKNOWN, 'No leader info available in response'),
  denied: () => rpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  unauthenticated: () => rpcError(status.UNAUTHENTICATED, 'Unauthenticated'),
  timedOut: () => rpcError(status.ABORTED, 'Operation timed out: Commit phase timeout.'),
  tooLarge: (bytes: number) =>
    rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytes} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytes),
    }),
  invalidPosition: () => rpcError(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition'),
  closed: () => rpcError(status.UNAVAILABLE, 'The test server closed the call'),
} as const;

export function streamName(identifier: shared.StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

function streamIdentifier(name: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(new Uint8Array(Buffer.from(name, 'utf8')));
}

/** Reads an event out of either append's request. */
export function proposedEvent(
  message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage,
): ProposedEvent {
  return {
    id: (message.getId()?.getString() ?? '').toLowerCase(),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Answer to an `Append`. */
export function appendAnswer(outcome: AppendOutcome, options: streams.AppendReq.Options): streams.AppendResp {
  if (outcome.kind !== 'wrong-version') {
    const success = new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision));
    if (outcome.position === null) success.setNoPosition(new shared.Empty());
    else
      success.setPosition(
        new streams.AppendResp.Position()
          .setCommitPosition(String(outcome.position))
          .setPreparePosition(String(outcome.position)),
      );
    return new streams.AppendResp().setSuccess(success);
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (options.hasRevision()) wrong.setExpectedRevision(options.getRevision());
  else if (options.hasNoStream()) wrong.setExpectedNoStream(new shared.Empty());
  else if (options.hasStreamExists()) wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedAny(new shared.Empty());
  if (outcome.current === null) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

/** Answer to one request of a `BatchAppend`. */
export function batchAnswer(outcome: AppendOutcome, options: streams.BatchAppendReq.Options): streams.BatchAppendResp {
  const identifier = options.getStreamIdentifier();
  const answer = new streams.BatchAppendResp().setStreamIdentifier(identifier);
  if (outcome.kind !== 'wrong-version') {
    const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision));
    if (outcome.position === null) success.setNoPosition(new emptyPb.Empty());
    else
      success.setPosition(
        new shared.AllStreamPosition()
          .setCommitPosition(String(outcome.position))
          .setPreparePosition(String(outcome.position)),
      );
    return answer.setSuccess(success);
  }
  const wrong = new shared.WrongExpectedVersion();
  if (options.hasStreamPosition()) wrong.setExpectedStreamPosition(options.getStreamPosition());
  else if (options.hasNoStream()) wrong.setExpectedNoStream(new emptyPb.Empty());
  else if (options.hasStreamExists()) wrong.setExpectedStreamExists(new emptyPb.Empty());
  else wrong.setExpectedAny(new emptyPb.Empty());
  if (outcome.current === null) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  const details = new anyPb.Any();
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return answer.setError(new statuses.Status().setMessage('WrongExpectedVersion').setDetails(details));
}

/** The server's way to say that it knows no position. */
const NO_POSITION = String(2n ** 64n - 1n);

/** An event as a read or a subscription sends it. Commit and prepare are the same place: every write commits itself. */
export function eventMessage(event: StoredEvent, withPosition = true): streams.ReadResp {
  const place = withPosition ? String(event.position) : NO_POSITION;
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(place)
    .setPreparePosition(place)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', String(BigInt(event.createdMs) * TICKS_PER_MS));
  const message = new streams.ReadResp.ReadEvent().setEvent(recorded);
  if (withPosition) message.setCommitPosition(place);
  else message.setNoPosition(new shared.Empty());
  return new streams.ReadResp().setEvent(message);
}

export function notFoundMessage(stream: string): streams.ReadResp {
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
  );
}

export function confirmationMessage(id: string): streams.ReadResp {
  return new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
}

export function checkpointMessage(position: bigint): streams.ReadResp {
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );
}

export function caughtUpMessage(): streams.ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}
