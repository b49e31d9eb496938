import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from './checks.mjs';

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');
const readme = readFileSync(README, 'utf8');
const DOCUMENTS = ['questions', 'extraction'].map((name) => join(ROOT, 'docs', `${name}.md`));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** A command of the README, and the output that is printed after it, if any. */
interface Block {
  readonly command: string;
  readonly output: string | null;
}

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/```sh\n(.*?)```\n(?:\n```text\n(.*?)```\n)?/gs)].map((m) => ({
    command: (m[1] as string).trim(),
    output: m[2] ?? null,
  }));
const BLOCKS = blocksOf(readme);

const USUAL_PORT = '4000';
let folder: string;
let env: NodeJS.ProcessEnv;
let port: number;
let server: ReturnType<typeof spawn>;
let started = '';

/** Runs a line of the shell in the clone and answers what it wrote to stdout. */
async function stdoutOf(line: string): Promise<string> {
  const child = spawn('sh', ['-c', line], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([line, code, stderr]).toEqual([line, 0, expect.not.stringMatching(/error/i)]);
  return stdout;
}

/** Port and folder as they are when nothing else was asked for. */
function asUsual(text: string): string {
  const withPort = text.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${USUAL_PORT}`);
  return withPort.replaceAll(join(folder, '.foedera'), '.foedera');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-readme-'));
  port = await freePort();
  env = { ...process.env, NO_COLOR: '1', PORT: String(port), FOEDERA_DATA: join(folder, '.foedera') };
  env.npm_command = 'run-script';
  delete env.FORCE_COLOR;
  delete env.npm_lifecycle_event;
  server = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  server.stdout?.on('data', (chunk) => {
    started += chunk;
  });
  while (!started.includes('Ctrl-C')) {
    if (server.exitCode !== null) throw new Error(`npm start ended with ${server.exitCode}:\n${started}`);
    await delay(50);
  }
}, 300_000);

afterAll(async () => {
  const closed = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGTERM');
  await closed;
  rmSync(folder, { recursive: true, force: true });
});

/** What a command of the README prints; `null` for those that are checked otherwise. */
async function run(command: string): Promise<string | null> {
  if (command === 'npm start') {
    expect(manifest.scripts.start).toBe('node scripts/start.mjs');
    return asUsual(started).trim();
  }
  if (command === 'npm test') {
    expect(manifest.scripts.test).toBe('node scripts/test.mjs');
    return null;
  }
  if (command.startsWith('npm run -s score ')) {
    expect(manifest.scripts.score).toBe('node scripts/score.mjs');
    const [, options] = command.split(' -- ');
    return (await stdoutOf(`"${process.execPath}" scripts/score.mjs ${options}`)).trimEnd();
  }
  // Without npx nothing is looked up in a registry, whatever is installed.
  if (command.startsWith('npx foedera '))
    return asUsual(
      await stdoutOf(command.replace('npx foedera', `"${process.execPath}" apps/cli/bin/foedera.js`)),
    ).trimEnd();
  const address = /^curl '([^']+)'$/.exec(command)?.[1];
  if (address === undefined) throw new Error(`the README has a command that this test cannot run: ${command}`);
  const answer = await fetch(address.replace(`127.0.0.1:${USUAL_PORT}`, `127.0.0.1:${port}`));
  expect([address, answer.status]).toEqual([address, 200]);
  return asUsual(await answer.text()).trimEnd();
}

/** A document with what its commands print now. */
async function printedAnew(document: string): Promise<string> {
  let text = document;
  for (const { command, output } of blocksOf(document)) {
    const printed = await run(command);
    if (printed === null || output === null) continue;
    text = text.replace(`\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${output}`, () => {
      return `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${printed === '' ? '' : `${printed}\n`}`;
    });
  }
  return text;
}

it.each(DOCUMENTS)(
  '%s prints what its commands print (-u writes it anew)',
  async (path) => {
    await expect(await printedAnew(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  },
  300_000,
);

describe('the README', () => {
  it('prints what its commands print: `npx vitest run scripts/readme.test.ts -u` writes it anew', async () => {
    await expect(await printedAnew(readme)).toMatchFileSnapshot(README);
    // Five processes, one after the other, on a machine that may do other things too.
  }, 300_000);

  it('has the two commands first, and then the three that npm start names', () => {
    const commands = BLOCKS.map((block) => block.command);
    expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
    expect(commands.filter((command) => command.startsWith('npx foedera '))).toHaveLength(3);
  });

  it('shows the stages that npm test has', () => {
    const { output } = BLOCKS.find((block) => block.command === 'npm test') as Block;
    const stages = [...(output ?? '').matchAll(/^ok {4}(.+) {2}\d+\.\d s$/gm)].map((m) => m[1]);
    expect(new Set(stages)).toEqual(new Set(['install', ...CHECKS.map((check) => check.name), 'build']));
  });

  it('can run npx foedera: the clone has it after an installation', () => {
    expect(existsSync(join(ROOT, 'node_modules/@foedera/cli/bin/foedera.js'))).toBe(true);
  });
});

describe('every document', () => {
  const documents = [
    'README',
    'ARCHITECTURE',
    'GLOSSARY',
    'CONTRIBUTING',
    'docs/extraction',
    'docs/gotchas',
    'docs/operations',
    'docs/questions',
  ];
  it.each(documents)('%s.md links to what is there', (name) => {
    const path = join(ROOT, `${name}.md`);
    const links = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((m) => m[1] as string);
    const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(path, '..', link)));
    expect(missing).toEqual([]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
