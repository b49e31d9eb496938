import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const CONFIG = '.dependency-cruiser.cjs';
const { forbidden } = createRequire(import.meta.url)(join(ROOT, CONFIG)) as { forbidden: { name: string }[] };

/** One file that breaks each rule: where it stands and what it says. */
const BROKEN: Record<string, readonly [path: string, text: string]> = {
  'imports-of-packages-schema': ['packages/schema/src/b.ts', "import 'fastify';"],
  'imports-of-packages-sqlite': ['packages/sqlite/src/b.ts', "import '@foedera/schema';"],
  'imports-of-packages-event-log': ['packages/event-log/src/b.ts', "import '@foedera/ingest';"],
  'imports-of-packages-ingest': ['packages/ingest/src/b.ts', "import '@foedera/sqlite';"],
  'imports-of-packages-projections': ['packages/projections/src/b.ts', "import '@foedera/http';"],
  'imports-of-packages-http': ['packages/http/src/b.ts', "import '@foedera/event-log';"],
  'imports-of-packages-client': ['packages/client/src/b.ts', "import '@foedera/http';"],
  'imports-of-apps-timeline': ['apps/timeline/src/b.ts', "import '@foedera/changes';"],
  'imports-of-apps-changes': ['apps/changes/src/b.ts', "import '@foedera/timeline';"],
  'imports-of-apps-web': ['apps/web/src/b.ts', "import '@foedera/schema';"],
  'imports-of-apps-cli': ['apps/cli/src/b.ts', "import 'zod';"],
  'schema-without-io': ['packages/schema/src/c.ts', "import 'node:fs';"],
  'sqlite-only-in-its-adapter': ['packages/event-log/src/c.ts', "import '@foedera/sqlite';"],
  'event-store-only-in-its-adapter': ['packages/event-log/src/d.ts', "import '@eventstore/db-client';"],
  'sqlite-driver-only-in-sqlite': ['packages/projections/src/d.ts', "import '@photostructure/sqlite';"],
  'past-the-index': ['apps/timeline/src/c.ts', "import '../../../packages/schema/src/ok.ts';"],
  'tests-stay-in-tests': ['packages/ingest/src/c.ts', "import './ok.test.ts';"],
  'no-circle': ['packages/ingest/src/d.ts', "import './e.ts'; export const d = 1;"],
  'declared-dependencies': ['packages/ingest/src/f.test.ts', "import 'undeclared';"],
  'no-development-dependencies': ['packages/http/src/c.ts', "import 'fast-check';"],
  resolves: ['packages/ingest/src/g.ts', "import './nowhere.ts';"],
};

/** Files beside the broken ones, and arrows that the design allows. */
const ALLOWED: Record<string, string> = {
  'packages/schema/src/ok.ts': "import 'zod'; import 'node:crypto';",
  'packages/sqlite/src/ok.ts': "import '@photostructure/sqlite';",
  'packages/event-log/src/sqlite/ok.ts': "import '@foedera/sqlite'; import '@foedera/schema';",
  'packages/event-log/src/eventstoredb/ok.ts': "import '@eventstore/db-client';",
  'packages/ingest/src/ok.ts': "import '@foedera/event-log'; import 'node:fs';",
  'packages/ingest/src/ok.test.ts': "import 'fast-check'; import '@foedera/event-log/testing';",
  'packages/ingest/src/e.ts': "import './d.ts'; export const e = 1;",
  'packages/projections/src/ok.ts': "import '@foedera/sqlite';",
  'apps/timeline/src/ok.ts': "import '@foedera/ingest'; import 'fastify';",
  'apps/cli/src/ok.ts': "import '@foedera/timeline'; import '@foedera/changes'; import 'commander';",
};

let root: string;
let violations: { rule: { name: string }; from: string }[];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'foedera-imports-'));
  for (const file of [CONFIG, 'tsconfig.base.json', 'package.json']) cpSync(join(ROOT, file), join(root, file));
  for (const group of ['packages', 'apps'])
    for (const name of readdirSync(join(ROOT, group))) {
      const manifest = readFileSync(join(ROOT, group, name, 'package.json'), 'utf8');
      write(`${group}/${name}/package.json`, manifest);
      write(`${group}/${name}/src/index.ts`, 'export {};');
      write(`${group}/${name}/src/testing/index.ts`, 'export {};');
      mkdirSync(join(root, 'node_modules/@foedera'), { recursive: true });
      symlinkSync(join(root, group, name), join(root, 'node_modules/@foedera', name), 'junction');
    }
  const others = ['zod', 'fastify', 'commander', 'fast-check', 'undeclared', '@photostructure/sqlite'];
  for (const name of [...others, '@eventstore/db-client']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  for (const [path, text] of [...Object.values(BROKEN), ...Object.entries(ALLOWED)]) write(path, text);
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', CONFIG, '--output-type', 'json', 'packages', 'apps'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  expect(stderr).toBe('');
  violations = (JSON.parse(stdout) as { summary: { violations: typeof violations } }).summary.violations;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('the import rules', () => {
  it('have a case for every rule', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(BROKEN))('%s goes red when broken', (rule, [path]) => {
    expect(violations.filter((v) => v.from === path).map((v) => v.rule.name)).toContain(rule);
  });

  it('let the arrows of the design through', () => {
    const innocent = Object.keys(ALLOWED).filter((path) => path.includes('/ok.'));
    expect(violations.filter((v) => innocent.includes(v.from))).toEqual([]);
  });
});
