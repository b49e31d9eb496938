import type { EventLog } from '@foedera/event-log';
import type { Position } from '@foedera/schema';
import { StreamAppender } from '../append.ts';
import { ingestClaims, rejectDifference } from '../claims/ingest.ts';
import { type ClaimLookup, KnownClaims } from '../claims/known.ts';
import { spool } from '../claims/spool.ts';
import type { Extractor } from '../extraction.ts';
import { type Rejection, Rejections } from '../rejections.ts';
import { Articles, type OpenArticle } from './articles.ts';
import { isNodeError, type Manifest, type ManifestEntry } from './manifest.ts';
import { type FoundFile, findFiles, rejectPath } from './walk.ts';

/** Path that stands for standard input: prepared claims, one JSON object a line. */
export const STDIN = '-';

/** How far a run is. All figures count from its beginning. */
export interface IngestProgress {
  /** File that is being read. */
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Lines of prepared claims. */
  readonly lines: number;
  readonly rejected: number;
}

export interface IngestOptions {
  readonly log: EventLog;
  readonly extractor: Extractor;
  /** Refuses corrections of claims that neither the ledger nor this run knows; absent = they are taken. */
  readonly lookup?: ClaimLookup | undefined;
  /** What is known about files, by name: outweighs the `manifest.json` beside them. */
  readonly manifest?: Manifest | undefined;
  /** What is known about every file of this run: outweighs both. */
  readonly about?: ManifestEntry | undefined;
  /** Bytes of standard input, for the path `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  /** Aborting ends the run after what is under way; the result says how to go on. */
  readonly signal?: AbortSignal | undefined;
  /** Reads, checks and compares, but appends nothing. */
  readonly dryRun?: boolean | undefined;
  /** How many rejections are listed, default 100; all are counted. */
  readonly listed?: number | undefined;
}

/** What a run did, or in a dry run would do. */
export interface IngestSummary {
  /** Articles read, known ones included. */
  readonly documents: number;
  /** Claims of those articles, and statements in prepared claims, known ones included. */
  readonly facts: number;
  /** Events appended. */
  readonly appended: number;
  /** Events that stood there already. */
  readonly duplicates: number;
  /** Inputs refused: lines, files, folders. */
  readonly rejected: number;
  /** The first ones, with their reasons. */
  readonly rejections: readonly Rejection[];
  /** All of them, by code. */
  readonly rejectedBy: Readonly<Record<string, number>>;
  /** Position of the last event appended or found; wait for it to see the result in a projection. */
  readonly lastPosition: Position | null;
  readonly dryRun: boolean;
  readonly interrupted: boolean;
  /** How to go on after an interruption. */
  readonly resume?: string;
}

/**
 * Ingests files, and folders with all that is in them: articles through the extractor, prepared claims line by line.
 * What is recorded already is recognised and counted, so a run that was interrupted or killed is run again.
 * Inputs that are refused are counted and listed; the run goes on.
 *
 * @throws what the log or the reading of a file throws
 */
export async function ingestPaths(paths: readonly string[], options: IngestOptions): Promise<IngestSummary> {
  const { log, signal, dryRun = false } = options;
  const rejections = new Rejections(options.listed);
  const remove: (() => Promise<void>)[] = [];
  try {
    const files = await collect(paths, options, rejections, remove);
    const run = new Run(files, options, rejections);
    for (const [index, file] of files.entries()) {
      if (signal?.aborted) break;
      run.openAhead(index);
      await run.take(file);
    }
    await run.settle();
    const interrupted = signal?.aborted === true && run.filesDone < files.length;
    return {
      ...run.totals(log),
      rejected: rejections.total,
      rejections: rejections.listed,
      rejectedBy: rejections.byCode,
      dryRun,
      interrupted,
      ...(interrupted && { resume: 'run the same command again: what is recorded already is skipped' }),
    };
  } finally {
    for (const one of remove) await one();
  }
}

async function collect(
  paths: readonly string[],
  { stdin, manifest }: IngestOptions,
  rejections: Rejections,
  remove: (() => Promise<void>)[],
): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    if (path !== STDIN || !stdin) {
      files.push(...(await findFiles([path], rejections, manifest)));
      continue;
    }
    const spooled = await spool(stdin);
    remove.push(spooled.remove);
    if (spooled.bytes > 0)
      files.push({ path: spooled.path, name: STDIN, format: 'claims', bytes: spooled.bytes, about: {} });
    else rejections.add({ code: 'empty-file', file: STDIN, pointer: '', reason: 'found 0 bytes' });
  }
  return files;
}

class Run {
  filesDone = 0;
  readonly #files: readonly FoundFile[];
  readonly #options: IngestOptions;
  readonly #rejections: Rejections;
  readonly #articles: Articles;
  readonly #appender: StreamAppender;
  readonly #known: KnownClaims;
  readonly #bytesTotal: number;
  /** Articles that are open, by file: this one and those that the extractor reads ahead. */
  readonly #open = new Map<FoundFile, Promise<OpenArticle>>();
  readonly #ahead: number;
  #bytes = 0;
  #lines = 0;
  #facts = 0;
  #file = '';
  #claims: { readonly appended: number; readonly duplicates: number; readonly position: Position | null } = {
    appended: 0,
    duplicates: 0,
    position: null,
  };

  constructor(files: readonly FoundFile[], options: IngestOptions, rejections: Rejections) {
    this.#files = files;
    this.#options = options;
    this.#rejections = rejections;
    this.#bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#articles = new Articles(options, rejections);
    this.#ahead = options.extractor.ahead ?? 1;
    this.#known = new KnownClaims(options.lookup);
    this.#appender = new StreamAppender(options.log, {
      dryRun: options.dryRun,
      onDifference: (difference) => rejectDifference(difference, this.#file, rejections),
    });
  }

  async take(file: FoundFile): Promise<void> {
    this.#file = file.name;
    let finished = true;
    try {
      if (file.format === 'article') await this.#articles.take(await this.#article(file));
      else finished = await this.#takeClaims(file, this.#about(file).release ?? undefined);
    } catch (error) {
      // A file that went away or is locked is that file's problem; everything else is ours.
      if (!isNodeError(error) || !('path' in error || error.syscall === 'read')) throw error;
      rejectPath(this.#rejections, file.name, error);
    }
    this.#bytes += file.bytes;
    if (finished) this.filesDone++;
    this.#progress(file.name, this.#bytes, this.#lines);
  }

  /** Opens the articles at and behind a place in the list, as many as the extractor reads at once. */
  openAhead(index: number): void {
    for (const file of this.#files.slice(index, index + this.#ahead)) {
      if (file.format !== 'article' || this.#open.has(file)) continue;
      const opening = this.#articles.open(file, this.#about(file));
      // Seen when its turn comes; until then it must not end the process.
      opening.catch(() => undefined);
      this.#open.set(file, opening);
    }
  }

  #article(file: FoundFile): Promise<OpenArticle> {
    const opening = this.#open.get(file) ?? this.#articles.open(file, this.#about(file));
    this.#open.delete(file);
    return opening;
  }

  #about(file: FoundFile): ManifestEntry {
    return { ...file.about, ...this.#options.about };
  }

  async #takeClaims(file: FoundFile, release: string | undefined): Promise<boolean> {
    const report = await ingestClaims(
      {
        name: file.name,
        path: file.path,
        release,
        onProgress: ({ bytes, lines }) => this.#progress(file.name, this.#bytes + bytes, this.#lines + lines),
      },
      { appender: this.#appender, known: this.#known, rejections: this.#rejections, signal: this.#options.signal },
    );
    this.#lines += report.lines;
    this.#facts += report.facts;
    return !report.interrupted;
  }

  async settle(): Promise<void> {
    this.#claims = await this.#appender.flush();
  }

  totals(log: EventLog): Pick<IngestSummary, 'documents' | 'facts' | 'appended' | 'duplicates' | 'lastPosition'> {
    const articles = this.#articles.totals;
    const positions = [articles.position, this.#claims.position].filter((position) => position !== null);
    positions.sort((a, b) => log.comparePositions(a, b));
    return {
      documents: articles.documents,
      facts: articles.facts + this.#facts,
      appended: articles.appended + this.#claims.appended,
      duplicates: articles.duplicates + this.#claims.duplicates,
      lastPosition: positions.at(-1) ?? null,
    };
  }

  #progress(file: string, bytes: number, lines: number): void {
    this.#options.onProgress?.({
      file,
      filesDone: this.filesDone,
      files: this.#files.length,
      bytes,
      bytesTotal: this.#bytesTotal,
      lines,
      rejected: this.#rejections.total,
    });
  }
}
