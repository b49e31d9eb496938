import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TIMELINE_TAGS } from './index.ts';
import { openTestTimeline, type TestTimeline } from './testing/server.ts';

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
});
afterAll(() => timeline.close());

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
}
const operations = async (): Promise<Operation[]> => {
  const { paths } = await timeline.get<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json');
  return Object.values(paths).flatMap((path) => Object.values(path));
};

it('passes the linter without a warning', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-openapi-'));
  const path = join(folder, 'openapi.json');
  writeFileSync(path, (await timeline.app.inject('/openapi.json')).body);
  const linter = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '..', 'bin', 'cli.js');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, [linter, 'lint', path, '--format=json'], {
    env,
    cwd: folder,
  });
  expect((JSON.parse(stdout) as { totals: object }).totals).toMatchObject({ errors: 0, warnings: 0 });
  rmSync(folder, { recursive: true });
});

it('describes every operation and every parameter, under tags that are explained', async () => {
  const known = new Set<string>(TIMELINE_TAGS.map((tag) => tag.name));
  for (const { operationId, tags, parameters = [] } of await operations()) {
    expect(
      tags.every((tag) => known.has(tag)),
      operationId,
    ).toBe(true);
    for (const { name, description } of parameters) expect(description, `${operationId} ${name}`).toBeTruthy();
  }
});

it('the page for language models names only addresses that there are', async () => {
  const text = (await timeline.app.inject('/llms.txt')).body;
  for (const [, address] of text.matchAll(/\]\((\/[^)]*)\)/g))
    expect([200, 302, 503], address).toContain((await timeline.app.inject(address as string)).statusCode);
});
