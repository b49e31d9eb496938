import { createHash } from 'node:crypto';
import type { ArticleInput } from '../../extraction.ts';

/** Readable text of an input with what its container says about it. */
export interface SourceText {
  readonly hash: string;
  readonly mediaType: string;
  /** Text that offsets refer to. */
  readonly text: string;
  readonly language?: string;
  readonly published?: string;
  readonly publishedBasis: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly url?: string;
}

/** Reads an input. @throws ArticleRejected */
export function readSource(input: ArticleInput): SourceText {
  const hash = createHash('sha256').update(input.bytes).digest('hex');
  const text = Buffer.from(input.bytes).toString('utf8');
  const header = /^\s*date (\d{4}-\d\d(?:-\d\d)?)\b/.exec(text);
  return {
    hash,
    mediaType: 'text/plain',
    text,
    publishedBasis: 'header line',
    ...(header ? { published: header[1] as string } : {}),
  };
}
