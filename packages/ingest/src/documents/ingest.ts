import { type EventLog, WrongExpectedRevision } from '@foedera/event-log';
import { documentStream, type NewEvent, type Position, type RecordedEvent, sha256 } from '@foedera/schema';
import { jsonBytes, MAX_CHUNK_BYTES, MAX_CHUNK_EVENTS } from '../append.ts';
import { DocumentWithdrawn, EventTooLarge } from '../errors.ts';
import { type ArticleInput, ArticleRejected, type Extraction, type Extractor } from '../extraction.ts';
import { isSameEvent } from '../same-event.ts';
import { type Arrival, type DocumentChanges, type Revision, revise } from './revise.ts';
import { type ExtractorId, extractorTag } from './statements.ts';
import { finishedLength, foldDocument, lastPosition, readDocument, type StoredDocument } from './stored.ts';
import { requireValid } from './valid.ts';

const MAX_RACES = 10;
const NO_CHANGES: DocumentChanges = { registered: false, stated: [], corrected: [], retracted: [] };

/** What ingesting one document did. */
export interface DocumentOutcome {
  /** SHA-256 of its bytes. */
  readonly document: string;
  readonly stream: string;
  /** Events written (in a dry run: that would be). */
  readonly appended: number;
  /** Events that stood there already: all of them when nothing changed, else those of an ingest that broke off. */
  readonly duplicates: number;
  /** Position of the document's last event; `null` in a dry run that found none. */
  readonly position: Position | null;
  /** Claims of the document that stand. */
  readonly facts: number;
  readonly changes: DocumentChanges;
}

export interface DocumentOptions {
  readonly dryRun?: boolean | undefined;
  readonly release?: string | undefined;
}

/**
 * Ingests an article. The same bytes with nothing new known about them, and the same extractor: nothing is read again
 * or appended. What an earlier ingest was told (publisher, address, publication date) holds until told otherwise.
 *
 * @throws ArticleRejected when the extractor cannot read it
 * @throws DocumentWithdrawn when it was withdrawn
 */
export async function ingestArticle(
  log: EventLog,
  given: ArticleInput,
  extractor: Extractor,
  options: DocumentOptions = {},
): Promise<DocumentOutcome> {
  const hash = sha256(given.bytes);
  const events = await readDocument(log, documentStream(hash));
  const stored = foldDocument(events);
  requireNotWithdrawn(hash, stored);
  if (isKnown(stored, given, extractor, options)) return unchanged(hash, stored, events);
  const input = withKnown(given, stored);
  const extraction = await extractor.extract(input);
  if (extraction.document.hash !== hash)
    throw new ArticleRejected('extraction-invalid', `extractor ${extractor.name} gave another document's hash`);
  return ingestExtraction(log, extraction, extractor, {
    ...options,
    release: options.release ?? stored.registered?.source.release,
    publishedGiven: input.published !== undefined,
  });
}

/**
 * Appends what an extraction says and the document's stream does not yet. Running it again after a crash appends the
 * rest of the same events.
 *
 * @throws ArticleRejected when the extraction is not what an extraction must be
 * @throws DocumentWithdrawn when the document was withdrawn
 */
export async function ingestExtraction(
  log: EventLog,
  extraction: Extraction,
  extractor: ExtractorId,
  options: DocumentOptions & Partial<Arrival> = {},
): Promise<DocumentOutcome> {
  const { hash } = extraction.document;
  const stream = documentStream(hash);
  const arrival = { release: options.release, publishedGiven: options.publishedGiven ?? false };
  requireValid(extraction, extractor, arrival.release);
  for (let race = 0; ; race++) {
    const events = await readDocument(log, stream);
    const stored = foldDocument(events);
    requireNotWithdrawn(hash, stored);
    const { resumed, revision } = plan(events, stored, extraction, extractor, arrival);
    const rest = revision.events.slice(resumed);
    if (rest.length === 0) return unchanged(hash, stored, events);
    const outcome = {
      document: hash,
      stream,
      appended: rest.length,
      duplicates: resumed,
      facts: revision.claims,
      changes: revision.changes,
    };
    if (options.dryRun) return { ...outcome, position: lastPosition(events) };
    try {
      return { ...outcome, position: await appendAfter(log, stream, events.length - 1, rest) };
    } catch (error) {
      // Another writer was faster: what it wrote is read and only the rest appended.
      if (!(error instanceof WrongExpectedRevision) || race === MAX_RACES) throw error;
    }
  }
}

/**
 * An ingest that broke off is resumed when its events are those that would be appended now; else (a newer extractor,
 * other knowledge) what it left is the state that is revised.
 */
function plan(
  events: readonly RecordedEvent[],
  stored: StoredDocument,
  extraction: Extraction,
  extractor: ExtractorId,
  arrival: Arrival,
): { readonly resumed: number; readonly revision: Revision } {
  const finished = finishedLength(events);
  const brokenOff = events.slice(finished);
  if (brokenOff.length > 0) {
    const revision = revise(foldDocument(events.slice(0, finished)), extraction, extractor, arrival);
    const isPrefix = brokenOff.every((event, index) => {
      const planned = revision.events[index];
      return planned !== undefined && isSameEvent(event, planned);
    });
    if (isPrefix) return { resumed: brokenOff.length, revision };
  }
  return { resumed: 0, revision: revise(stored, extraction, extractor, arrival) };
}

async function appendAfter(
  log: EventLog,
  stream: string,
  after: number,
  events: readonly NewEvent[],
): Promise<Position> {
  let last = after;
  let position: Position = '';
  for (const chunk of chunksOf(stream, events)) {
    const result = await log.append(stream, chunk, { expected: last < 0 ? 'no-stream' : last });
    last += chunk.length;
    position = result.position;
  }
  return position;
}

function* chunksOf(stream: string, events: readonly NewEvent[]): Generator<NewEvent[]> {
  let chunk: NewEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = jsonBytes(event);
    if (size > MAX_CHUNK_BYTES) throw new EventTooLarge(stream, event.id, size, MAX_CHUNK_BYTES);
    if (chunk.length === MAX_CHUNK_EVENTS || (chunk.length > 0 && bytes + size > MAX_CHUNK_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(event);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

function isKnown(stored: StoredDocument, given: ArticleInput, extractor: Extractor, options: DocumentOptions): boolean {
  const { registered } = stored;
  if (!stored.finished || !stored.extractor || !registered) return false;
  if (extractorTag(stored.extractor) !== extractorTag(extractor)) return false;
  const { source, language } = registered;
  const told: [string | undefined, string | undefined][] = [
    [given.publisher, source.publisher],
    [given.url, source.url],
    [given.title, source.title],
    [given.language, language],
    [options.release, source.release],
    [given.published, stored.publishedGiven ? (registered.published ?? undefined) : undefined],
    [given.published && given.publishedBasis, registered.publishedBasis],
  ];
  return told.every(([now, before]) => now === undefined || now === before);
}

function withKnown(given: ArticleInput, stored: StoredDocument): ArticleInput {
  const { registered, publishedGiven } = stored;
  if (!registered) return given;
  const { url, publisher } = registered.source;
  const { published, publishedBasis } = registered;
  return {
    ...(url !== undefined && { url }),
    ...(publisher !== undefined && { publisher }),
    ...(publishedGiven && published !== null && given.published === undefined && { published, publishedBasis }),
    ...given,
  };
}

function unchanged(hash: string, stored: StoredDocument, events: readonly RecordedEvent[]): DocumentOutcome {
  return {
    document: hash,
    stream: documentStream(hash),
    appended: 0,
    duplicates: events.length,
    position: lastPosition(events),
    facts: stored.claims.length,
    changes: NO_CHANGES,
  };
}

function requireNotWithdrawn(hash: string, stored: StoredDocument): void {
  if (stored.withdrawn) throw new DocumentWithdrawn(hash, stored.withdrawn.reason);
}
