import { EventLogError } from '../errors.ts';

/** Base of what goes wrong between this adapter and its server. `server` names it, never with a password. */
export class EventStoreError extends EventLogError {
  readonly server: string;
  constructor(code: string, server: string, found: string, options?: ErrorOptions) {
    super(code, `event store at ${server}: ${found}`, options);
    this.server = server;
  }
}

/** No server there, or one that is not ready, until we gave up. */
export class EventStoreUnavailable extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-unavailable', server, found, options);
  }
}

/** The server did not answer in time, however often it was asked. An append may have happened: repeat it as it was. */
export class EventStoreTimeout extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-timeout', server, found, options);
  }
}

/** The server does not know us, or does not let us do this. */
export class EventStoreAccessDenied extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-access-denied', server, found, options);
  }
}

/** The server takes no appends and names a leader that takes none from us either: a read-only replica. */
export class EventStoreReadOnly extends EventStoreError {
  /** `host:port` of the leader that it names. */
  readonly leader: string;
  constructor(server: string, leader: string, found: string, options?: ErrorOptions) {
    super('eventstore-read-only', server, found, options);
    this.leader = leader;
  }
}

/** The cluster has no leader, and got none until we gave up. */
export class EventStoreNoLeader extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-no-leader', server, found, options);
  }
}

/** The server will not do this, however often it is asked: an append too large, a deleted stream, a version too old. */
export class EventStoreRefused extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-refused', server, found, options);
  }
}

/** A connection string that names no event store. */
export class InvalidConnectionString extends EventStoreError {
  constructor(server: string, found: string, options?: ErrorOptions) {
    super('eventstore-connection-string', server, found, options);
  }
}

/** Another client for the same protocol is loaded in this process: together they break each other. */
export class EventStoreClientConflict extends EventStoreError {
  /** Package name of the other client. */
  readonly other: string;
  constructor(server: string, other: string) {
    super('eventstore-client-conflict', server, `${other} is loaded in this process, and the two break each other`);
    this.other = other;
  }
}
