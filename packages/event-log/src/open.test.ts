import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogReadOnly, openLog, UnknownLogTarget } from './index.ts';
import { collect, freshStream, sampleEvents } from './testing/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-open-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the text that names a log', () => {
  it('may be a path, or a path after sqlite:', async () => {
    const path = join(folder, 'one.sqlite');
    const log = await openLog(path);
    await log.append(freshStream(), sampleEvents(2), { expected: 'no-stream' });
    await log.close();
    const again = await openLog(`sqlite:${path}`);
    expect(again.adapter).toBe('sqlite');
    expect(await collect(again.read())).toHaveLength(2);
    await again.close();
  });

  it.each(
    ['esdb', 'kurrentdb', 'kurrentdb+discover', 'KURRENT', 'kdb+discover'].map(
      (name) => `${name}://127.0.0.1:1?tls=false`,
    ),
  )('may be an event store: %s', async (target) => {
    const log = await openLog(target, { readonly: true });
    expect(log.adapter).toBe('eventstoredb');
    await expect(log.append(freshStream(), sampleEvents(1), { expected: 'any' })).rejects.toBeInstanceOf(LogReadOnly);
    await log.close();
  });

  it.each(['postgres://user:secret@127.0.0.1/db', 'https://example.org', 'kurrentx://127.0.0.1', 'sqlite:', ''])(
    'is refused otherwise, without its password: %s',
    async (target) => {
      const error = await openLog(target).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnknownLogTarget);
      expect(error).toMatchObject({ code: 'unknown-log-target' });
      expect(String(error)).not.toContain('secret');
      expect(JSON.stringify(error)).not.toContain('secret');
    },
  );
});

describe('a log opened for reading only', () => {
  it('reads what another handle appends, and refuses appends', async () => {
    const path = join(folder, 'two.sqlite');
    const writer = await openLog(path);
    await writer.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
    const reader = await openLog(path, { readonly: true });
    expect(await collect(reader.read())).toHaveLength(1);
    await writer.append(freshStream(), sampleEvents(3), { expected: 'no-stream' });
    await writer.close();
    expect(await collect(reader.read())).toHaveLength(4);
    await expect(reader.append(freshStream(), sampleEvents(1), { expected: 'any' })).rejects.toBeInstanceOf(
      LogReadOnly,
    );
    await reader.close();
    const later = await openLog(path, { readonly: true });
    expect(await collect(later.read())).toHaveLength(4);
    await later.close();
  });

  it('does not make a file', async () => {
    const path = join(folder, 'none.sqlite');
    await expect(openLog(path, { readonly: true })).rejects.toMatchObject({ code: 'cannot-open' });
    expect(existsSync(path)).toBe(false);
  });
});
