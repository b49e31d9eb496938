import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '../words/language.ts';

/** What a page's head refers to. Addresses on this origin. */
export interface PageAssets {
  readonly script: string | null;
  readonly preloads: readonly string[];
  readonly styles: readonly string[];
  readonly icon: string | null;
}

/** Scripts of the page, by name. */
export const SCRIPTS = ['relation', 'entry', 'home'] as const;
export type ScriptName = (typeof SCRIPTS)[number];

/** The built files of the browser. */
export interface Assets {
  /** Folder that is served at `/assets/`; `null` where nothing was built: pages then have neither style nor script. */
  readonly folder: string | null;
  /** What a page with a script needs, in a language. */
  of(script: ScriptName | null, language: Language): PageAssets;
}

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** Where the build puts the browser's files: beside the built plugin, or in `dist` beside the sources. */
export function builtFolder(): string {
  const beside = fileURLToPath(new URL('./client/', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../dist/client/', import.meta.url));
}

/** Reads what the build left. */
export function openAssets(folder: string = builtFolder()): Assets {
  const path = join(folder, '.vite', 'manifest.json');
  if (!existsSync(path)) return { folder: null, of: () => ({ script: null, preloads: [], styles: [], icon: null }) };
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Chunk>>;
  const address = (file: string): string => `/${file}`;
  const chunkOf = (source: string): Chunk => {
    const chunk = manifest[source];
    if (!chunk) throw new Error(`${path}: expected ${source}, found ${Object.keys(manifest).join(', ')}`);
    return chunk;
  };
  const reached = (source: string, seen: Set<string> = new Set()): Set<string> => {
    if (seen.has(source)) return seen;
    seen.add(source);
    for (const one of chunkOf(source).imports ?? []) reached(one, seen);
    return seen;
  };
  const style = chunkOf('src/browser/style.css').file;
  const icon = chunkOf('src/browser/icon.svg').file;
  return {
    folder,
    of: (script, language) => {
      const base = { styles: [address(style)], icon: address(icon) };
      if (script === null) return { ...base, script: null, preloads: [] };
      const entry = `src/browser/${script}.tsx`;
      const needed = new Set([...reached(entry), ...reached(`src/words/${language}.ts`)]);
      needed.delete(entry);
      return {
        ...base,
        script: address(chunkOf(entry).file),
        preloads: [...needed].map((source) => address(chunkOf(source).file)),
      };
    },
  };
}
