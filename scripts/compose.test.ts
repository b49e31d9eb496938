import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-compose-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the linter says about a file: the compose schema, and its own rules. Empty = nothing. */
function problems(content: string): string[] {
  const path = join(folder, 'docker-compose.yml');
  writeFileSync(path, content);
  const args = [join(ROOT, 'node_modules/dclint/bin/dclint.cjs'), path, '--formatter', 'json', '--max-warnings', '0'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const found = (JSON.parse(stdout) as { messages: { rule: string; message: string }[] }[]).flatMap((f) =>
    f.messages.map((m) => `${m.rule}: ${m.message}`),
  );
  expect([stderr, status === 0]).toEqual(['', found.length === 0]);
  return found;
}

describe('docker-compose.yml', () => {
  it('is valid against the schema of compose files and keeps the linter’s rules', () => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['a key that the schema does not know', text.replace('restart:', 'restarts:'), 'invalid-schema'],
    [
      'a port that is open to everyone',
      text.replace("'127.0.0.1:4000:4000'", "'4000:4000'"),
      'no-unbound-port-interfaces',
    ],
  ])('goes red at %s', (_case, broken, rule) => {
    expect(broken).not.toBe(text);
    expect(problems(broken).map((problem) => problem.split(':')[0])).toContain(rule);
  });
});

describe('the image', () => {
  it('runs Node itself, not as root, with a health check of its own', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^ENTRYPOINT \["node", /m);
    expect(last).toMatch(/^HEALTHCHECK [\s\S]*?CMD \["node", /m);
  });
});
