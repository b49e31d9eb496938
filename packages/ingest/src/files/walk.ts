import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { RejectionCode, Rejections } from '../rejections.ts';
import { isNodeError, MANIFEST, type Manifest, type ManifestEntry, readManifest } from './manifest.ts';

/** Endings of files that are read as articles, and of files of prepared claims, one JSON object a line. */
export const ARTICLE_ENDINGS: readonly string[] = ['.txt', '.md', '.markdown', '.html', '.htm'];
export const CLAIMS_ENDINGS: readonly string[] = ['.ndjson', '.jsonl'];

/** Files that describe a folder and are no part of what it holds. */
const ABOUT_THE_FOLDER = /^(?:manifest\.json|readme(?:\.(?:md|markdown|txt))?)$/i;

/** A file to ingest. `name` is the path as it was given or found. */
export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly format: 'article' | 'claims';
  readonly bytes: number;
  readonly about: ManifestEntry;
}

/** Stands for a folder whose manifest cannot be understood. */
const UNREADABLE = Symbol('unreadable manifest');
type Known = Manifest | null | typeof UNREADABLE;

/**
 * Finds the files to ingest under paths, folders before long: names in code-unit order, links followed unless they lead
 * back. What is not read is rejected by name; a README and a manifest describe their folder and are neither.
 *
 * @param given manifest for all files, by name; it outweighs what a folder's own manifest says
 */
export async function findFiles(
  paths: readonly string[],
  rejections: Rejections,
  given: Manifest = {},
): Promise<FoundFile[]> {
  const walk = new Walk(rejections, given);
  for (const path of paths) await walk.take(path, [], true, undefined);
  return walk.files;
}

class Walk {
  readonly files: FoundFile[] = [];
  readonly #rejections: Rejections;
  readonly #given: Manifest;
  /** Manifests of folders out of which single files were named. */
  readonly #manifests = new Map<string, Known>();

  constructor(rejections: Rejections, given: Manifest) {
    this.#rejections = rejections;
    this.#given = given;
  }

  /** @param inside real paths of the folders that contain `path`, to find links that lead back */
  async take(path: string, inside: readonly string[], named: boolean, manifest: Known | undefined): Promise<void> {
    const found = await this.#stat(path);
    if (!found) return;
    if (found.isDirectory()) return this.#takeFolder(path, inside, named);
    if (!found.isFile()) return this.#reject('not-a-file', path, 'expected a file or a folder');
    await this.#takeFile(path, found.size, named, manifest);
  }

  async #takeFolder(path: string, inside: readonly string[], named: boolean): Promise<void> {
    if (!named && basename(path).startsWith('.'))
      return this.#reject('hidden', path, 'a folder whose name begins with a dot; name it to have it read');
    const listing = await this.#list(path);
    if (!listing) return;
    const { real, names } = listing;
    if (inside.includes(real)) return this.#reject('link-loop', path, `leads back to ${real}`);
    const manifest = await this.#manifest(path);
    if (manifest !== null && manifest !== UNREADABLE)
      for (const name of Object.keys(manifest))
        if (!names.includes(name))
          this.#reject('manifest-names-nothing', join(path, MANIFEST), `${JSON.stringify(name)} is not in the folder`);
    for (const name of names.sort()) await this.take(join(path, name), [...inside, real], false, manifest);
  }

  async #takeFile(path: string, bytes: number, named: boolean, above: Known | undefined): Promise<void> {
    const name = basename(path);
    if (!named && ABOUT_THE_FOLDER.test(name)) return;
    if (!named && name.startsWith('.')) return this.#reject('hidden', path, 'its name begins with a dot');
    const ending = extname(name).toLowerCase();
    const format = CLAIMS_ENDINGS.includes(ending) ? 'claims' : ARTICLE_ENDINGS.includes(ending) ? 'article' : null;
    if (!format) {
      const read = [...ARTICLE_ENDINGS, ...CLAIMS_ENDINGS].join(' ');
      return this.#reject(
        'unsupported-file',
        path,
        `found ${ending === '' ? 'no ending' : ending}; expected one of ${read}`,
      );
    }
    if (bytes === 0) return this.#reject('empty-file', path, 'found 0 bytes');
    const manifest = above === undefined ? await this.#manifest(dirname(path)) : above;
    if (manifest === UNREADABLE)
      return this.#reject('manifest-unreadable', path, `not read, because the ${MANIFEST} beside it cannot be`);
    const about = { ...entryOf(manifest ?? {}, name), ...entryOf(this.#given, name) };
    this.files.push({ path, name: path, format, bytes, about });
  }

  async #manifest(folder: string): Promise<Known> {
    const before = this.#manifests.get(folder);
    if (before !== undefined) return before;
    const read = await readManifest(folder);
    if (read && 'problem' in read)
      this.#rejections.add({ code: 'manifest-unreadable', file: join(folder, MANIFEST), ...read.problem });
    const known: Known = read === null ? null : 'problem' in read ? UNREADABLE : read.manifest;
    this.#manifests.set(folder, known);
    return known;
  }

  async #stat(path: string): Promise<Stats | null> {
    return this.#attempt(path, () => stat(path));
  }

  async #list(path: string): Promise<{ readonly real: string; readonly names: string[] } | null> {
    return this.#attempt(path, async () => ({ real: await realpath(path), names: await readdir(path) }));
  }

  async #attempt<T>(path: string, call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (!isNodeError(error)) throw error;
      rejectPath(this.#rejections, path, error);
      return null;
    }
  }

  #reject(code: RejectionCode, file: string, reason: string): void {
    this.#rejections.add({ code, file, pointer: '', reason });
  }
}

/** Counts a path that the file system refuses. */
export function rejectPath(rejections: Rejections, file: string, error: NodeJS.ErrnoException): void {
  const code = error.code === 'ENOENT' ? 'missing-path' : error.code === 'ELOOP' ? 'link-loop' : 'unreadable';
  rejections.add({ code, file, pointer: '', reason: error.message });
}

/** What a manifest knows about a file, without what it says is unknown. */
function entryOf(manifest: Manifest, name: string): ManifestEntry {
  const entry = Object.hasOwn(manifest, name) ? manifest[name] : undefined;
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([, value]) => value !== null));
}
