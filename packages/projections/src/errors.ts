import type { SequencedEvent } from './projector.ts';

/** Codes of this package's errors. */
export type ProjectionErrorCode = 'newer-schema' | 'unknown-event' | 'projection-failed' | 'closed';

/** A projection that cannot go on: it stops loudly, with the event at which it stands. */
export class ProjectionError extends Error {
  readonly code: ProjectionErrorCode;
  readonly seq: number | null;
  readonly position: string | null;
  constructor(
    code: ProjectionErrorCode,
    event: Pick<SequencedEvent, 'seq' | 'position' | 'stream' | 'revision'> | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(
      event ? `${message} (seq ${event.seq}, stream ${event.stream}, revision ${event.revision})` : message,
      options,
    );
    this.name = 'ProjectionError';
    this.code = code;
    this.seq = event?.seq ?? null;
    this.position = event?.position ?? null;
  }
}
