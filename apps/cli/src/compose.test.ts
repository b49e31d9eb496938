import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Composition, compose } from './compose.ts';
import { foedera } from './testing/terminal.ts';

let folder: string;
let node: Composition;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-compose-'));
  await foedera(['ingest', join(import.meta.dirname, 'fixtures/claims.ndjson'), '--data', folder]);
  node = await compose({ data: folder, target: join(folder, 'log.sqlite') });
  await node.caughtUp();
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('everything in one process', () => {
  it('is ready when every projection has the head of the log, and not while it still starts', async () => {
    node.setStarting(true);
    expect((await node.app.inject('/readyz')).statusCode).toBe(503);
    node.setStarting(false);
    const ready = await node.app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toMatchObject([
      200,
      {
        ready: true,
        log: { reachable: true },
        projections: [
          { name: 'timeline', seq: 8, lag: { events: 0, seconds: 0 } },
          { name: 'changes', seq: 8 },
        ],
      },
    ]);
  });

  it('tells an operator how far each projection is', async () => {
    const { body } = await node.app.inject('/metrics');
    expect(body).toContain('foedera_projection_seq{projection="timeline"} 8');
    expect(body).toContain('foedera_projection_failed{projection="changes"} 0');
    expect(body).toContain('foedera_projection_events_total{projection="changes"} 8');
    expect(body).toContain('foedera_projection_lag_events{projection="timeline"} 0');
    expect(body).toContain('foedera_projection_lag_seconds{projection="timeline"} 0');
    expect(body).toContain('foedera_log_reachable{projection="timeline"} 1');
    expect(body).toContain('foedera_ledger_seq 8');
  });

  it('has one head of the ledger, the same as verify', async () => {
    const head = (await node.app.inject('/v1/ledger/head')).json();
    const verified = JSON.parse((await foedera(['verify', '--json', '--data', folder])).stdout);
    expect(head).toMatchObject(verified.head);
  });

  it('takes decisions only from who has a key', async () => {
    const decide = (key?: string) =>
      node.app.inject({
        method: 'POST',
        url: `/v1/claims/${'a'.repeat(32)}/retract`,
        headers: { 'if-match': '"none"', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
        payload: { reason: 'x', relation: 'BY-VN' },
      });
    const codes = [await decide(), await decide(`${node.operatorKey.slice(0, -1)}_`), await decide(node.operatorKey)];
    expect(codes.map((answer) => answer.json().code)).toEqual(['key-required', 'key-refused', 'not-found']);
  });

  it('describes every route of every app in one document', async () => {
    const { paths } = (await node.app.inject('/openapi.json')).json();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/v1/relations/{relation}', '/v1/changes', '/v1/webhooks', '/v1/ledger/head']),
    );
  });
});
