import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { StreamAppender, StreamDifference } from '../append.ts';
import type { CodedProblem } from '../problems.ts';
import type { Rejections } from '../rejections.ts';
import { checkLine } from './check.ts';
import { type PlacedEvent, toEvent } from './events.ts';
import type { KnownClaims } from './known.ts';
import { type LineBlock, readLines } from './lines.ts';
import { READ_BYTES, releaseOf } from './spool.ts';

/** What one run shares between its files. */
export interface ClaimsRun {
  readonly appender: StreamAppender;
  readonly known: KnownClaims;
  readonly rejections: Rejections;
  readonly signal?: AbortSignal | undefined;
}

/** A file of prepared claims, one JSON object a line. */
export interface ClaimsFile {
  /** Name for messages; the file itself may be a spooled copy. */
  readonly name: string;
  readonly path: string;
  /** Release of lines that name none; absent = `sha256-` and the hash of the whole file. */
  readonly release?: string | undefined;
  readonly onProgress?: ((progress: ClaimsProgress) => void) | undefined;
}

/** How far a file is read. Bytes and lines count from its beginning. */
export interface ClaimsProgress {
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly lines: number;
}

export interface ClaimsReport {
  /** Lines read, blank and refused ones included. */
  readonly lines: number;
  /** Well-formed statements read, known ones included. */
  readonly facts: number;
  /** Well-formed corrections, retractions and decisions read. */
  readonly operations: number;
  /** True when the signal stopped the run before the end of the file. */
  readonly interrupted: boolean;
}

/**
 * Appends a file's lines in their order. A bad line is rejected with its place and reason, the others go on.
 * Constant memory per line; the run remembers some 30 bytes a statement to find keys that are used twice.
 * @throws what reading the file or appending throws
 */
export async function ingestClaims(file: ClaimsFile, run: ClaimsRun): Promise<ClaimsReport> {
  const before = await stat(file.path);
  const reader = new ClaimsReader(file, run);
  const chunks = createReadStream(file.path, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
  let interrupted = false;
  for await (const block of readLines(chunks)) {
    if (run.signal?.aborted) {
      interrupted = true;
      break;
    }
    await reader.take(block);
    file.onProgress?.({ bytes: block.bytes, bytesTotal: before.size, lines: reader.lines });
  }
  await run.appender.flush();
  const after = await stat(file.path);
  if (!interrupted && (after.size !== before.size || after.mtimeMs !== before.mtimeMs)) {
    const reason = `${before.size} bytes when opened, ${after.size} at the end; ingest it again when it is written`;
    run.rejections.add({ code: 'changed-while-read', file: file.name, pointer: '', reason });
  }
  return { lines: reader.lines, facts: reader.facts, operations: reader.operations, interrupted };
}

/** Words of the rejection for a release that is recorded with other content. */
export function rejectDifference(difference: StreamDifference, file: string, rejections: Rejections): void {
  const { stream, revision, origin, events, first } = difference;
  rejections.count('release-differs', first ? events - 1 : events);
  if (!first) return;
  const reason =
    `stream ${stream} was already recorded with other content; ` +
    `the first difference is at revision ${revision}, which this line would be: give a new release`;
  rejections.add({ code: 'release-differs', file, line: origin, pointer: '', reason });
}

const SHORT_EVENT = 4096;

class ClaimsReader {
  lines = 0;
  facts = 0;
  operations = 0;
  readonly #file: ClaimsFile;
  readonly #run: ClaimsRun;
  #release: string | undefined;

  constructor(file: ClaimsFile, run: ClaimsRun) {
    this.#file = file;
    this.#run = run;
    this.#release = file.release;
  }

  async take(block: LineBlock): Promise<void> {
    for (const [index, text] of block.lines.entries()) {
      const line = block.first + index;
      this.lines = line;
      if (typeof text !== 'string') {
        this.#reject(line, [{ code: text.code, pointer: '', reason: text.reason }]);
        continue;
      }
      if (text.trim() === '') continue;
      await this.#takeLine(line, text);
    }
  }

  async #takeLine(line: number, text: string): Promise<void> {
    const meaning = checkLine(text);
    if ('problems' in meaning) return this.#reject(line, meaning.problems);
    this.#release ??= await releaseOf(this.#file.path);
    const made = toEvent(meaning, { line, release: this.#release }, this.#run.known);
    const outcome = made instanceof Promise ? await made : made;
    if ('problem' in outcome) return this.#reject(line, [outcome.problem]);
    if (meaning.op === 'state') this.facts++;
    else this.operations++;
    await this.#append(outcome, line, text.length);
  }

  #append(placed: PlacedEvent, line: number, length: number): Promise<void> | undefined {
    // A short line needs no measuring: three bytes a character, and what an event adds to it.
    const bound = length * 3 + 2048;
    return bound < SHORT_EVENT
      ? this.#run.appender.add(placed.stream, placed.event, line, bound)
      : this.#run.appender.add(placed.stream, placed.event, line);
  }

  #reject(line: number, problems: readonly CodedProblem[]): void {
    const [first, ...others] = problems as [CodedProblem, ...CodedProblem[]];
    const also = others.map(({ pointer, reason }) => ({ pointer, reason }));
    const { code, pointer, reason } = first;
    const place = { code, file: this.#file.name, line, pointer, reason };
    this.#run.rejections.add(also.length > 0 ? { ...place, also } : place);
  }
}
