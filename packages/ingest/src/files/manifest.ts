import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEdtf } from '@foedera/schema';
import { z } from 'zod';
import { pointerOf, problemsOf } from '../problems.ts';
import type { Problem } from '../rejections.ts';

/** Name of the file that says what is known about the files beside it. */
export const MANIFEST = 'manifest.json';

const known = z.string().min(1).max(500).nullish();

/** What is known about one file. `null`, like absent, is unknown. */
export const manifestEntry = z.strictObject({
  publisher: known,
  url: z.url().max(2000).nullish(),
  /** EDTF. */
  published: z.string().max(100).refine(isEdtf, { error: 'not an EDTF date or interval' }).nullish(),
  publishedBasis: known,
  title: known,
  language: known,
  /** Edition: of the collection that an article belongs to, or of the lines of prepared claims that name none. */
  release: known,
  /** SHA-256 of the file's bytes, lower-case hex; another file is refused. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256: 64 lower-case hex characters' })
    .nullish(),
});
export type ManifestEntry = z.infer<typeof manifestEntry>;

/** What is known about a folder's files, by name. */
export const manifestSchema = z.record(z.string(), manifestEntry);
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest that was read, or why it cannot be understood. */
export type ReadManifest = { readonly manifest: Manifest } | { readonly problem: Problem };

/** A folder's manifest; `null` when it has none. */
export async function readManifest(folder: string): Promise<ReadManifest | null> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if (isNodeError(error) && error.code === 'ENOENT') return null;
    if (isNodeError(error)) return { problem: { pointer: '', reason: error.message } };
    throw error;
  }
  return parseManifest(text);
}

/** Reads a manifest's text. */
export function parseManifest(text: string): ReadManifest {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: { pointer: '', reason: `expected JSON: ${error.message}` } };
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [first] = problemsOf(parsed.error, value);
    return { problem: { pointer: first?.pointer ?? '', reason: first?.reason ?? parsed.error.message } };
  }
  const nested = Object.keys(parsed.data).find((name) => name.includes('/') || name.includes('\\'));
  if (nested !== undefined)
    return { problem: { pointer: pointerOf([nested]), reason: 'expected the name of a file in the same folder' } };
  return { manifest: parsed.data };
}

/** True for an error of Node's own calls, which has a `code` such as `ENOENT`. */
export function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
