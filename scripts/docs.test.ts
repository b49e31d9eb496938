import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const tracked = (...patterns: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));

/** First cells of the tables of a document that hold one word in code. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| `([a-z_-]+)` \|/gm)].map(([, cell]) => cell as string);

/** Part of a document under a heading, up to the next one of its rank. */
function section(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  expect(from).toBeGreaterThan(0);
  const to = text.indexOf('\n## ', from + 1);
  return text.slice(from, to < 0 ? undefined : to);
}

/** Every match of a pattern's first group in the sources that run. */
function inSources(paths: readonly string[], pattern: RegExp): string[] {
  const files = tracked(...paths).filter((path) => /(?<!\.test)\.ts$/.test(path) && !/\/(?:testing|e2e)\//.test(path));
  const found = files.flatMap((path) => [...read(path).matchAll(pattern)].map(([, word]) => word as string));
  return [...new Set(found)].sort();
}

describe('links in the documents', () => {
  const documents = tracked('*.md');
  const anchors = (path: string): Set<string> =>
    new Set(
      [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
        (heading as string)
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
          .trim()
          .replaceAll(' ', '-'),
      ),
    );

  it.each(documents)('%s leads where it says', (document) => {
    // An article may hold brackets that are no links.
    const text = read(document).replaceAll(/^```.*?^```$/gms, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to as string);
    const dead = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor);
    });
    expect(dead).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  const errors = read('docs/errors.md');

  it.each([
    ['The log', ['packages/event-log/src'], /(?:super|EventLogError)\(\s*'([a-z-]+)'/g],
    [
      'Ingest',
      ['errors.ts', 'threads', 'language-model'].map((name) => `packages/ingest/src/${name}`),
      /(?:super|new IngestError)\(\s*'([a-z]+(?:-[a-z]+)+)'/g,
    ],
    ['HTTP', ['packages/http/src/errors.ts'], /^ {2}'?([a-z-]+)'?: \{ status: \d/gm],
  ])('has every code of %s, and no other', (heading, paths, pattern) => {
    const codes = inSources(paths, pattern);
    expect(codes.length).toBeGreaterThan(2);
    expect(firstCells(section(errors, heading)).sort()).toEqual(codes);
  });

  it.each([
    ['Files of SQLite', 'packages/sqlite/src/errors.ts', 'DatabaseErrorCode'],
    ['Projections', 'packages/projections/src/errors.ts', 'ProjectionErrorCode'],
  ])('has every code of %s, and no other', (heading, path, type) => {
    const [, union = ''] = new RegExp(`type ${type} =([^;]*);`).exec(read(path)) ?? [];
    const codes = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code as string);
    expect(codes.length).toBeGreaterThan(2);
    expect(firstCells(section(errors, heading)).sort()).toEqual(codes.sort());
  });
});

it('docs/operations.md says what each metric means, and names no other', () => {
  const names = inSources(['packages/http/src', 'apps'], /'((?:foedera|http)_[a-z_]+)'/g);
  expect(names).toContain('foedera_projection_lag_seconds');
  expect(firstCells(section(read('docs/operations.md'), 'Watching')).sort()).toEqual(names);
});
