import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from '@foedera/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Composition, compose } from './compose.ts';
import { foedera } from './testing/terminal.ts';

const README = join(import.meta.dirname, '../../../packages/client/README.md');
const USUAL_URL = 'http://127.0.0.1:4000';
const EXAMPLE = /```js\n(.*?)```\n\n```text\n.*?```/gs;

let folder: string;
let node: Composition;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-client-readme-'));
  await foedera(['ingest', join(import.meta.dirname, 'fixtures/claims.ndjson'), '--data', folder]);
  node = await compose({ data: folder, target: join(folder, 'log.sqlite') });
  await node.caughtUp();
  await node.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What an example writes, its import replaced by what the package exports. */
async function outputOf(example: string): Promise<string> {
  const { port } = node.app.server.address() as AddressInfo;
  const imported = /^import \{ (.*) \} from '@foedera\/client';\n/.exec(example);
  const names = (imported?.[1] ?? '').split(', ');
  expect(Object.keys({ ...client })).toEqual(expect.arrayContaining(names));
  const lines: string[] = [];
  const body = example.slice(imported?.[0].length).replaceAll(USUAL_URL, `http://127.0.0.1:${port}`);
  const AsyncFunction = (async () => undefined).constructor as new (
    ...code: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const exported: Readonly<Record<string, unknown>> = { ...client };
  const given = names.map((name) => exported[name]);
  await new AsyncFunction(...names, 'console', body)(...given, { log: (line: string) => lines.push(`${line}\n`) });
  return lines.join('');
}

it('the examples of the client write what its README says (-u writes it)', async () => {
  let text = readFileSync(README, 'utf8');
  const examples = [...text.matchAll(EXAMPLE)];
  expect(examples).toHaveLength(2);
  for (const [block, code] of examples) {
    const output = await outputOf(code as string);
    text = text.replace(block, () => `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${output}\`\`\``);
  }
  await expect(text).toMatchFileSnapshot(README);
});
