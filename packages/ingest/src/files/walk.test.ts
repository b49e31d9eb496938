import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Rejections } from '../rejections.ts';
import { folderOf } from '../testing/folder.ts';
import { parseManifest } from './manifest.ts';
import { findFiles } from './walk.ts';

async function find(...paths: string[]): Promise<{ names: string[]; rejected: [string, string][]; reasons: string[] }> {
  const rejections = new Rejections();
  const files = await findFiles(paths, rejections);
  return {
    names: files.map(({ name }) => name),
    rejected: rejections.listed.map(({ code, file }) => [code, file]),
    reasons: rejections.listed.map(({ reason }) => reason),
  };
}

describe('what is not read', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['unsupported-file', { 'x.pdf': 'x', noending: 'x', 'data.csv': 'x' }, ['data.csv', 'noending', 'x.pdf']],
    ['empty-file', { 'a.txt': '', 'b.ndjson': '' }, ['a.txt', 'b.ndjson']],
    ['hidden', { '.hidden.txt': 'x', '.git/a.txt': 'x' }, ['.git', '.hidden.txt']],
  ])('is %s, by name', async (code, files, names) => {
    const folder = folderOf({ ...files, 'good.txt': 'x' });
    expect(await find(folder)).toMatchObject({
      names: [join(folder, 'good.txt')],
      rejected: names.map((name) => [code, join(folder, name)]),
    });
  });

  it('says what was found and what is read', async () => {
    const folder = folderOf({ 'x.pdf': 'x' });
    expect((await find(folder)).reasons).toEqual([
      'found .pdf; expected one of .txt .md .markdown .html .htm .ndjson .jsonl',
    ]);
  });

  it('is a path that leads nowhere', async () => {
    const folder = folderOf();
    symlinkSync('nowhere', join(folder, 'dangling.txt'));
    expect((await find(join(folder, 'none'), folder)).rejected).toEqual([
      ['missing-path', join(folder, 'none')],
      ['missing-path', join(folder, 'dangling.txt')],
    ]);
  });

  it('is a link that leads back', async () => {
    const folder = folderOf({ 'in/a.txt': 'x' });
    symlinkSync('..', join(folder, 'in', 'up'));
    symlinkSync('self.txt', join(folder, 'in', 'self.txt'));
    expect(await find(folder)).toMatchObject({
      names: [join(folder, 'in', 'a.txt')],
      rejected: [
        ['link-loop', join(folder, 'in', 'self.txt')],
        ['link-loop', join(folder, 'in', 'up')],
      ],
    });
  });

  it('is a folder that may not be listed', async () => {
    const folder = folderOf({ 'a.txt': 'x' });
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0 });
    onTestFinished(() => chmodSync(closed, 0o700));
    const root = process.getuid?.() === 0;
    chmodSync(folder, 0o755);
    if (root) process.seteuid?.(65_534);
    try {
      expect((await find(folder)).rejected).toEqual([['unreadable', closed]]);
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  it('is neither a file nor a folder', async () => {
    expect((await find('/dev/null')).rejected).toEqual([['not-a-file', '/dev/null']]);
  });
});

describe('what is named', () => {
  it('is read although its name is hidden or describes a folder', async () => {
    const folder = folderOf({ '.hidden.txt': 'x', 'README.md': 'x', '.in/a.txt': 'x' });
    const paths = ['.hidden.txt', 'README.md', '.in'].map((name) => join(folder, name));
    expect((await find(...paths)).names).toEqual([paths[0], paths[1], join(folder, '.in', 'a.txt')]);
  });
});

describe('a manifest', () => {
  it.each([
    ['is no JSON', '{', '', 'expected JSON'],
    ['has an unknown field', '{"a.txt":{"author":"x"}}', '/a.txt/author', 'unknown field'],
    ['has a date that is none', '{"a.txt":{"published":"2016-13"}}', '/a.txt/published', 'not an EDTF date'],
    ['names a file elsewhere', '{"in/a.txt":{}}', '/in~1a.txt', 'in the same folder'],
    ['is a list', '[]', '', 'expected record'],
  ])('that %s keeps its folder from being read', async (_, text, pointer, reason) => {
    expect(parseManifest(text)).toMatchObject({ problem: { pointer, reason: expect.stringContaining(reason) } });
    const folder = folderOf({ 'manifest.json': text, 'a.txt': 'x', 'in/b.txt': 'x' });
    expect(await find(folder, join(folder, 'a.txt'))).toMatchObject({
      names: [join(folder, 'in', 'b.txt')],
      rejected: [
        ['manifest-unreadable', join(folder, 'manifest.json')],
        ['manifest-unreadable', join(folder, 'a.txt')],
        ['manifest-unreadable', join(folder, 'a.txt')],
      ],
    });
  });

  it('that names a file that is not there is told', async () => {
    const folder = folderOf({ 'manifest.json': '{"b.txt":{}}', 'a.txt': 'x' });
    expect(await find(folder)).toMatchObject({
      names: [join(folder, 'a.txt')],
      rejected: [['manifest-names-nothing', join(folder, 'manifest.json')]],
    });
  });

  it('may say of a file that something is unknown', () => {
    expect(parseManifest('\ufeff{"a.txt":{"publisher":null,"published":null}}')).toHaveProperty('manifest');
  });
});
