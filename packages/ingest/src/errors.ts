import type { CodedProblem } from './problems.ts';

/** Base of every error of this package: a stable `code`, data as fields. */
export class IngestError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A stream holds another event at a revision than the one to be appended there. Revisions count from 0. */
export class StreamDiffers extends IngestError {
  readonly stream: string;
  readonly revision: number;
  constructor(stream: string, revision: number) {
    super(
      'release-differs',
      `stream ${stream} was already recorded with other content; the first difference is at revision ${revision}: give a new release`,
    );
    this.stream = stream;
    this.revision = revision;
  }
}

/** One event alone is larger than an append may be. */
export class EventTooLarge extends IngestError {
  readonly bytes: number;
  readonly limit: number;
  constructor(stream: string, id: string, bytes: number, limit: number) {
    super('event-too-large', `event ${id} for stream ${stream} has ${bytes} bytes; expected at most ${limit}`);
    this.bytes = bytes;
    this.limit = limit;
  }
}

/** The document was withdrawn: its text and quotes stay hidden, and it is not ingested again. */
export class DocumentWithdrawn extends IngestError {
  readonly document: string;
  constructor(document: string, reason: string) {
    super('document-withdrawn', `document ${document} was withdrawn: ${reason}`);
    this.document = document;
  }
}

/** A request that is no decision, with everything that is wrong in it. */
export class DecisionRejected extends IngestError {
  readonly problems: readonly CodedProblem[];
  constructor(problems: readonly CodedProblem[]) {
    super('decision-rejected', problems.map(({ pointer, reason }) => `${pointer}: ${reason}`).join('; '));
    this.problems = problems;
  }
}
