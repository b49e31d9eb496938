import { readdirSync, readFileSync } from 'node:fs';
import { createMemoryLog } from '@foedera/event-log/testing';
import { describe, expect, it } from 'vitest';
import { STATEMENT_FIELDS } from './claims/format.ts';
import { MAX_LINE_BYTES } from './claims/lines.ts';
import { manifestEntry, parseManifest } from './files/manifest.ts';
import { REJECTIONS } from './rejections.ts';
import { ingestText } from './testing/claims.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const fences = [...readme.matchAll(/^```(\S+)( rejected)?\n([\s\S]*?)^```$/gm)].map((m) => ({
  language: m[1] as string,
  rejected: m[2] !== undefined,
  text: m[3] as string,
}));
const rowsOf = (heading: string): string[][] => {
  const section = readme.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((row) => row.startsWith('| `'));
  return rows.map((row) =>
    row.split(' | ').map((cell) =>
      cell
        .replace(/^\| |\|$/g, '')
        .replaceAll('`', '')
        .trim(),
    ),
  );
};

describe('the README', () => {
  it('holds only examples that are run here', () => {
    expect(fences.map(({ language }) => language)).toEqual(['ndjson', 'ndjson', 'ndjson', 'ndjson', 'text', 'json']);
  });

  it('shows prepared claims that are taken, whole and in this order', async () => {
    const text = fences.filter(({ language, rejected }) => language === 'ndjson' && !rejected).map(({ text }) => text);
    const lines = text.join('').trim().split('\n').length;
    const report = await ingestText(createMemoryLog(), text.join(''));
    expect(report).toMatchObject({ rejections: [], appended: lines, facts: 4, operations: 8 });
  });

  it('shows rejections as they are', async () => {
    const bad = fences.find(({ rejected }) => rejected)?.text ?? '';
    const { rejections } = await ingestText(createMemoryLog(), bad);
    const shown = rejections.map(({ line, pointer, code, reason }) => `${line} ${pointer} ${code}: ${reason}\n`);
    expect(shown.join('')).toBe(fences.find(({ language }) => language === 'text')?.text);
  });

  it('shows a manifest with every field', () => {
    const read = parseManifest(fences.find(({ language }) => language === 'json')?.text ?? '');
    const [entry] = 'manifest' in read ? Object.values(read.manifest) : [];
    expect(Object.keys(entry ?? {}).sort()).toEqual(Object.keys(manifestEntry.shape).sort());
  });

  it('names every field of a statement, and no other', () => {
    const table = rowsOf('Prepared claims').map(([name]) => name as string);
    const named = table
      .slice(0, table.indexOf('basis'))
      .flatMap((names) => names.split(', ').map((name) => (name.startsWith('.') ? `source${name}` : name)));
    expect(named.sort()).toEqual([...STATEMENT_FIELDS].sort());
  });

  it('says how long a line may be', () => {
    expect(readme).toContain(`at most ${MAX_LINE_BYTES.toLocaleString('en')} bytes`);
  });

  it('lists every rejection with its meaning', () => {
    expect(Object.fromEntries(rowsOf('Rejections'))).toEqual(REJECTIONS);
  });

  it('lists every error that is thrown outside the extractor', () => {
    const folder = new URL('.', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/^(articles|testing)/.test(name),
    );
    const thrown = files.flatMap((name) =>
      [
        ...readFileSync(new URL(name, folder), 'utf8').matchAll(
          /(?:super|new IngestError|new ArticleRejected)\(\s*'([a-z-]+)'/g,
        ),
      ].map((m) => m[1]),
    );
    expect(new Set(thrown)).toEqual(new Set(rowsOf('Errors').map(([code]) => code)));
  });
});
