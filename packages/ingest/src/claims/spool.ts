import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes read from a file at once. */
export const READ_BYTES = 1_048_576;

/** Release of a file's lines that name none: `sha256-` and the first 12 hex characters of the file's SHA-256. */
export async function releaseOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES, ...(signal && { signal }) }))
    hash.update(chunk as Uint8Array);
  return `sha256-${hash.digest('hex').slice(0, 12)}`;
}

/**
 * Writes a stream to a temporary file, because its release is known only at its end. The caller removes it.
 * @returns the file's path, its size and how to remove it
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly path: string; readonly bytes: number; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'foedera-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'input');
    const file = await open(path, 'wx', 0o600);
    let bytes = 0;
    try {
      for await (const chunk of chunks) {
        await file.appendFile(chunk);
        bytes += chunk.length;
      }
    } finally {
      await file.close();
    }
    return { path, bytes, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
