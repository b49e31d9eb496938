/** What is wrong at one place of an input. `pointer` is a JSON pointer (RFC 6901), empty for the whole value. */
export interface Problem {
  readonly pointer: string;
  /** What was found and what was expected, in words. */
  readonly reason: string;
}

/** An input that was refused, with the reason: a value, never an exception. */
export interface Rejection extends Problem {
  /** Stable word for the kind of problem; the README lists them. */
  readonly code: RejectionCode;
  readonly file: string;
  /** Line, from 1; absent when the whole file is refused. */
  readonly line?: number;
  /** Further problems of the same line. */
  readonly also?: readonly Problem[];
}

/** Every code of a rejection, with what it means. */
export const REJECTIONS = {
  'missing-path': 'there is no such file or folder',
  unreadable: 'the file or folder cannot be read',
  'not-a-file': 'neither a file nor a folder',
  'link-loop': 'a link leads back to a folder that contains it',
  hidden: 'a hidden file or folder is not read',
  'unsupported-file': 'the ending of the name is none that is read',
  'empty-file': 'the file holds nothing',
  'too-large': 'the article is larger than an article may be',
  'changed-while-read': 'the file changed while it was read',
  'manifest-unreadable': 'the manifest is not what a manifest is, so the folder’s articles are not read',
  'manifest-names-nothing': 'the manifest names a file that is not there',
  'hash-differs': 'the file is not the one that the manifest describes',
  'article-rejected': 'the extractor cannot read the file as an article',
  'document-withdrawn': 'the document was withdrawn and is not ingested again',
  'not-utf8': 'the line is not UTF-8',
  'line-too-long': 'the line is longer than a line may be',
  'not-json': 'the line is not JSON',
  'not-an-object': 'the line is JSON, but no object',
  'missing-field': 'a field that must be there is not',
  'unknown-field': 'there is a field that the format does not know',
  'wrong-value': 'a value is not what its field expects',
  'contradicts-itself': 'two fields of one line contradict each other',
  'key-reused': 'the same key, or the same statement without one, stands twice in one release',
  'unknown-target': 'no claim has the id or the key that the line names',
  'release-differs': 'the release is recorded with other content',
} as const;

export type RejectionCode = keyof typeof REJECTIONS;

/** Collects rejections: all are counted, by code too, the first ones are kept. */
export class Rejections {
  readonly #limit: number;
  readonly #listed: Rejection[] = [];
  readonly #byCode = new Map<RejectionCode, number>();
  #total = 0;

  /** @param limit how many are kept for listing */
  constructor(limit = 100) {
    this.#limit = limit;
  }

  add(rejection: Rejection): void {
    if (this.#listed.length < this.#limit) this.#listed.push(rejection);
    this.count(rejection.code);
  }

  /** Counts further inputs that were refused for the reason of one that is listed. */
  count(code: RejectionCode, times = 1): void {
    if (times === 0) return;
    this.#total += times;
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + times);
  }

  get total(): number {
    return this.#total;
  }

  get listed(): readonly Rejection[] {
    return this.#listed;
  }

  /** Counts by code, in the order in which the codes first occurred. */
  get byCode(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byCode);
  }
}
