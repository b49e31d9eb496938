import { appendFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { type DocumentRegistered, sha256 } from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { withdrawDocument } from '../curation/decide.ts';
import { eventsOf } from '../testing/claims.ts';
import { lineExtractor } from '../testing/extractor.ts';
import { folderOf } from '../testing/folder.ts';
import { type IngestOptions, type IngestProgress, ingestPaths } from './ingest-paths.ts';

const article = 'published 2016-01-10\nvisit 2015-12-08 BY VN visitor=L';
const line = (key: number, more: object = {}): string =>
  JSON.stringify({
    kind: 'visit',
    occurred: '2016',
    parties: ['BY', 'VN'],
    key: String(key),
    source: { id: 'A', release: '1' },
    ...more,
  });
const extractor = lineExtractor();
const ingest = (log: EventLog, paths: readonly string[], more: Partial<IngestOptions> = {}) =>
  ingestPaths(paths, { log, extractor, ...more });
const titles = async (log: EventLog): Promise<unknown[]> =>
  (await eventsOf(log))
    .filter(({ type }) => type === 'document-registered')
    .map(({ data }) => (data as DocumentRegistered).source.title);

describe('ingesting paths', () => {
  it('reads articles and prepared claims under folders, in the order of their names', async () => {
    const log = createMemoryLog();
    const named = (title: string): string => `${article} title=${title}`;
    const folder = folderOf({
      'b/z.md': named('3'),
      'b/a.HTML': named('2'),
      'c.ndjson': `${line(1)}\n${line(2)}`,
      'a.txt': named('1'),
      'd.jsonl': line(1, { source: { id: 'B' } }),
      'README.md': 'About this folder',
      'b/manifest.json': '{}',
    });
    const summary = await ingest(log, [folder]);
    expect(summary).toEqual({
      documents: 3,
      facts: 6,
      appended: 12,
      duplicates: 0,
      rejected: 0,
      rejections: [],
      rejectedBy: {},
      lastPosition: await log.head(),
      dryRun: false,
      interrupted: false,
    });
    const streams = [...new Set((await eventsOf(log)).map(({ stream }) => stream))];
    const document = (title: string): string => `foedera-document-${sha256(named(title))}`;
    expect(streams).toEqual([
      document('1'),
      document('2'),
      document('3'),
      'foedera-batch-A-1',
      expect.stringContaining('foedera-batch-B-sha256-'),
    ]);
  });

  it('appends nothing the second time, and says where the last event stands', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ 'a.txt': article, 'c.ndjson': line(1) });
    const first = await ingest(log, [folder]);
    expect(await ingest(log, [folder])).toEqual({ ...first, appended: 0, duplicates: 4 });
  });

  it('counts the same in a dry run, and appends nothing', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ 'a.txt': article, 'c.ndjson': `${line(1)}\n{}`, 'x.pdf': 'x' });
    const dry = await ingest(log, [folder], { dryRun: true });
    expect(await log.head()).toBeNull();
    const { lastPosition, ...real } = await ingest(log, [folder]);
    expect(dry).toEqual({ ...real, dryRun: true, lastPosition: null });
  });

  it('finds a file that is named twice once', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ 'a.txt': article });
    expect(await ingest(log, [folder, join(folder, 'a.txt')])).toMatchObject({
      documents: 2,
      appended: 3,
      duplicates: 3,
    });
  });

  it('reads prepared claims from standard input, under the release of all its bytes', async () => {
    const log = createMemoryLog();
    const text = `${line(1, { source: { id: 'A' } })}\n{}`;
    const stdin = (async function* () {
      for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
    })();
    const summary = await ingest(log, ['-'], { stdin });
    expect(summary).toMatchObject({ facts: 1, appended: 1, rejected: 1, rejections: [{ file: '-', line: 2 }] });
    expect(await log.lastRevision(`foedera-batch-A-sha256-${sha256(text).slice(0, 12)}`)).toBe(0);
  });

  it('gives lines without a release the one that is known about the file', async () => {
    const log = createMemoryLog();
    const folder = folderOf({
      'c.ndjson': line(1, { source: { id: 'A' } }),
      'manifest.json': '{"c.ndjson":{"release":"2024"}}',
    });
    await ingest(log, [folder]);
    expect(await log.lastRevision('foedera-batch-A-2024')).toBe(0);
    await ingest(log, [folder], { about: { release: '2025' } });
    expect(await log.lastRevision('foedera-batch-A-2025')).toBe(0);
  });

  it('knows a claim of an earlier file of the same run', async () => {
    const log = createMemoryLog();
    const retract = JSON.stringify({
      op: 'retract',
      target: { source: 'A', key: '1' },
      source: { id: 'A', release: '2' },
    });
    const folder = folderOf({ '1.ndjson': line(1), '2.ndjson': retract });
    const lookup = { has: () => false };
    expect(await ingest(log, [folder], { lookup })).toMatchObject({ appended: 2, rejected: 0 });
    expect(await ingest(log, [join(folder, '2.ndjson')], { lookup })).toMatchObject({
      rejectedBy: { 'unknown-target': 1 },
    });
  });

  it('goes on when a file goes away', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ '1.txt': article, '2.txt': `${article}2`, '3.ndjson': line(1), '4.ndjson': line(2) });
    const onProgress = ({ filesDone }: IngestProgress): void => {
      if (filesDone === 1) for (const name of ['2.txt', '3.ndjson']) rmSync(join(folder, name));
    };
    const summary = await ingest(log, [folder], { onProgress });
    expect(summary).toMatchObject({ documents: 1, rejected: 2, rejectedBy: { 'missing-path': 2 } });
    expect(await log.lastRevision('foedera-batch-A-1')).toBe(0);
  });

  it('says when a file of prepared claims changed while it was read', async () => {
    const folder = folderOf({ 'c.ndjson': line(1) });
    const path = join(folder, 'c.ndjson');
    let grown = false;
    const onProgress = (): void => {
      if (!grown) appendFileSync(path, `\n${line(2)}`);
      grown = true;
    };
    expect(await ingest(createMemoryLog(), [folder], { onProgress })).toMatchObject({
      rejectedBy: { 'changed-while-read': 1 },
    });
  });
});

describe('progress', () => {
  it('runs from the first byte to the last', async () => {
    const folder = folderOf({ 'a.txt': article, 'c.ndjson': `${line(1)}\n${line(2)}\n{}` });
    const seen: IngestProgress[] = [];
    await ingest(createMemoryLog(), [folder], { onProgress: (progress) => seen.push(progress) });
    const bytesTotal = article.length + 2 * line(1).length + 4;
    expect(seen.at(-1)).toEqual({
      file: join(folder, 'c.ndjson'),
      filesDone: 2,
      files: 2,
      bytes: bytesTotal,
      bytesTotal,
      lines: 3,
      rejected: 1,
    });
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });
});

describe('an interruption', () => {
  it('between files ends the run and says how to go on', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ '1.txt': article, '2.txt': `${article}2`, '3.txt': `${article}3` });
    const stop = new AbortController();
    const summary = await ingest(log, [folder], { signal: stop.signal, onProgress: () => stop.abort() });
    expect(summary).toMatchObject({
      documents: 1,
      appended: 3,
      interrupted: true,
      resume: expect.stringContaining('run the same command again'),
    });
    expect(await ingest(log, [folder])).toMatchObject({ documents: 3, appended: 6, duplicates: 3, interrupted: false });
  });

  it('inside a file finishes what was read', async () => {
    const log = createMemoryLog();
    const lines = Array.from({ length: 20_000 }, (_, n) => line(n));
    const folder = folderOf({ 'c.ndjson': lines.join('\n') });
    const stop = new AbortController();
    const summary = await ingest(log, [folder], { signal: stop.signal, onProgress: () => stop.abort() });
    expect(summary.interrupted).toBe(true);
    expect(summary.appended).toBe(summary.facts);
    expect(summary.appended).toBeGreaterThan(0);
    expect(await ingest(log, [folder])).toMatchObject({
      facts: 20_000,
      duplicates: summary.appended,
      appended: 20_000 - summary.appended,
    });
  });

  it('after the last file is none', async () => {
    const stop = new AbortController();
    const folder = folderOf({ 'a.txt': article });
    const summary = await ingest(createMemoryLog(), [folder], { signal: stop.signal, onProgress: () => stop.abort() });
    expect(summary).toMatchObject({ interrupted: false, documents: 1 });
  });
});

describe('what is known about an article', () => {
  const known = {
    publisher: 'VNA',
    url: 'https://vnanet.vn/1',
    published: '2016-02',
    publishedBasis: 'archive',
    title: 'T',
    language: 'vi',
  };

  it('comes from the manifest beside it, also when only the article is named', async () => {
    const folder = folderOf({
      'a.txt': article,
      'manifest.json': JSON.stringify({ 'a.txt': { ...known, release: '2024', sha256: sha256(article) } }),
    });
    for (const path of [folder, join(folder, 'a.txt')]) {
      const log = createMemoryLog();
      expect(await ingest(log, [path])).toMatchObject({ documents: 1, rejected: 0 });
      expect((await eventsOf(log))[0]?.data).toMatchObject({
        source: {
          id: 'VNA https://vnanet.vn/1',
          release: '2024',
          publisher: 'VNA',
          url: 'https://vnanet.vn/1',
          title: 'T',
          published: '2016-02',
        },
        published: '2016-02',
        publishedBasis: 'archive',
        language: 'vi',
      });
    }
  });

  it('is outweighed by the run’s manifest, and both by what is said about every file', async () => {
    const folder = folderOf({
      'a.txt': article,
      'manifest.json': JSON.stringify({ 'a.txt': { title: 'beside', publisher: null } }),
    });
    const manifest = { 'a.txt': { title: 'given' } };
    const log = createMemoryLog();
    await ingest(log, [folder]);
    await ingest(log, [folder], { manifest });
    await ingest(log, [folder], { manifest, about: { title: 'every' } });
    expect(await titles(log)).toEqual(['beside', 'given', 'every']);
  });

  it('refuses a file with other bytes than it describes', async () => {
    const folder = folderOf({
      'a.txt': `${article}.`,
      'manifest.json': JSON.stringify({ 'a.txt': { sha256: sha256(article) } }),
    });
    const log = createMemoryLog();
    expect(await ingest(log, [folder])).toMatchObject({ documents: 0, rejectedBy: { 'hash-differs': 1 } });
    expect(await log.head()).toBeNull();
  });
});

describe('an article that is refused', () => {
  it('by the extractor is counted, and the others go on', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ '1.txt': Uint8Array.of(0xff, 0xfe), '2.txt': article });
    const summary = await ingest(log, [folder]);
    expect(summary).toMatchObject({ documents: 1, rejected: 1 });
    expect(summary.rejections[0]).toMatchObject({
      code: 'article-rejected',
      file: join(folder, '1.txt'),
      reason: expect.stringMatching(/^not-text: .*no text/),
    });
  });

  it('because it was withdrawn is counted', async () => {
    const log = createMemoryLog();
    const folder = folderOf({ 'a.txt': article });
    await ingest(log, [folder]);
    await withdrawDocument(log, { document: sha256(article), expectedRevision: 2, reason: 'asked', by: 'desk' });
    expect(await ingest(log, [folder])).toMatchObject({ documents: 0, rejectedBy: { 'document-withdrawn': 1 } });
  });

  it('because it is too large is counted', async () => {
    const folder = folderOf();
    writeFileSync(join(folder, 'a.txt'), Buffer.alloc(17 * 1_048_576, 'x'));
    expect(await ingest(createMemoryLog(), [folder])).toMatchObject({ rejectedBy: { 'too-large': 1 } });
  });
});

describe('a failure of the log', () => {
  it('ends the run', async () => {
    const log: EventLog = {
      ...createMemoryLog(),
      append: () => Promise.reject(Object.assign(new Error('disk full'), { code: 'ENOSPC' })),
    };
    const folder = folderOf({ 'a.txt': article, 'c.ndjson': line(1) });
    await expect(ingest(log, [join(folder, 'a.txt')])).rejects.toThrow('disk full');
    await expect(ingest(log, [join(folder, 'c.ndjson')])).rejects.toThrow('disk full');
  });
});

describe('links', () => {
  it('are followed', async () => {
    const folder = folderOf({ 'a.txt': article });
    const other = folderOf();
    symlinkSync(folder, join(other, 'folder'));
    symlinkSync(join(folder, 'a.txt'), join(other, 'file.txt'));
    expect(await ingest(createMemoryLog(), [other])).toMatchObject({ documents: 2, rejected: 0 });
  });
});
