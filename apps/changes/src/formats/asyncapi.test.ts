import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CHANGES } from '@foedera/projections';
import { expect, it } from 'vitest';
import { DIMENSIONS } from '../read-model/words.ts';
import { openRig } from '../testing/rig.ts';
import { asyncApiDocument } from './asyncapi.ts';

const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');

/** Problems that the linter finds in a document. */
function problemsIn(document: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-asyncapi-'));
  try {
    writeFileSync(join(folder, 'asyncapi.yaml'), document);
    const args = [
      join(dirname(manifest), 'bin/cli.js'),
      'lint',
      '--format=json',
      // Reads are open, and a webhook proves itself by its signature.
      '--skip-rule=security-defined',
      '--extends=recommended',
      'asyncapi.yaml',
    ];
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
    const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      problems: { message: string; severity: string; location: { pointer: string }[] }[];
    };
    return problems.map((p) => `${p.severity} ${p.location[0]?.pointer}: ${p.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('is an AsyncAPI 3 document without anything to complain of', () => {
  expect(problemsIn(asyncApiDocument('1.0.0'))).toEqual([]);
  expect(asyncApiDocument('1.0.0')).toContain('"prev"');
});

it('is looked at by a linter that does complain', () => {
  expect(problemsIn(asyncApiDocument('1.0.0').replace('"action": "send"', '"action": "shout"'))).not.toEqual([]);
});

it('names every kind of change, and is served', async () => {
  const rig = await openRig();
  const answer = await rig.app().inject('/asyncapi.yaml');
  expect(answer.headers['content-type']).toContain('application/yaml');
  for (const change of CHANGES) expect(answer.body).toContain(`org.foedera.${change}`);
  await rig.close();
});

it('is put into words for subscribers: every kind of change, every filter, every message of the stream', () => {
  const words = readFileSync(join(import.meta.dirname, '../../../../docs/feed.md'), 'utf8');
  const { channels } = JSON.parse(asyncApiDocument('1')) as { channels: { stream: { messages: object } } };
  const named = [...CHANGES, ...Object.keys(DIMENSIONS), ...Object.keys(channels.stream.messages)];
  expect(named.filter((name) => name !== 'change' && !words.includes(`\`${name}\``))).toEqual([]);
});
