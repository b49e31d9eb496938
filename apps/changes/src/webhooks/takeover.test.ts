import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '@foedera/event-log';
import { newApiKey } from '@foedera/http';
import { inOrder, states } from '@foedera/projections/testing';
import { batchStream } from '@foedera/schema';
import { openDatabase } from '@foedera/sqlite';
import { expect, it } from 'vitest';
import { openFeedProcess } from '../testing/child.ts';
import { openEndpoint } from '../testing/endpoint.ts';
import { freePort } from '../testing/free-port.ts';

const EVENTS = 30;

it('is delivered by one of two processes, and by the other once the first is dead', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-takeover-'));
  const data = join(folder, 'data');
  const path = join(folder, 'log.sqlite');
  const log = openSqliteLog({ path });
  const endpoint = await openEndpoint();
  const args = ['--allow-address', '127.0.0.0/8'];
  const first = await openFeedProcess({ log: path, data, port: await freePort(), args });
  const second = await openFeedProcess({ log: path, data, port: await freePort(), args });
  let appended = 0;
  const append = async (count: number): Promise<void> => {
    const acts = Array.from({ length: count }, (_, i) =>
      states({
        source: 'A',
        key: String(appended + i),
        occurred: `${1000 + appended + i}-01-01`,
        reported: '2016-01-10',
      }),
    );
    const events = inOrder(acts).map(({ type, data: said, metadata }, i) => ({
      id: `00000000-0000-8000-8000-${String(appended + i).padStart(12, '0')}`,
      type,
      data: said,
      metadata,
    }));
    await log.append(batchStream('test', '1'), events, { expected: appended === 0 ? 'no-stream' : appended - 1 });
    appended += count;
  };
  try {
    await first.start();
    const { key, stored } = newApiKey('a test', new Date());
    const operations = openDatabase(join(data, 'operations.sqlite'), { durability: 'full' });
    operations
      .prepare(`insert into api_key (id, name, hash, created, revoked) values (:id, :name, :hash, :created, :revoked)`)
      .run({ ...stored });
    const lease = operations.prepare<{ holder: string }>(`select holder from webhook_lease where name = 'deliver'`);
    const answer = await fetch(`${first.url}/v1/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: endpoint.url, after: '0' }),
    });
    expect(answer.status).toBe(201);
    await append(EVENTS / 3);
    await endpoint.calls(appended);
    const holder = lease.get()?.holder;
    await second.start();
    await append(EVENTS / 3);
    await endpoint.calls(appended);
    expect(lease.get()?.holder).toBe(holder);
    await first.kill();
    await append(EVENTS / 3);
    const ids = (): string[] => [...new Set(endpoint.received.map((message) => message.id))];
    for (let calls = appended; ids().length < appended; calls++) await endpoint.calls(calls);
    expect(lease.get()?.holder).not.toBe(holder);
    expect(ids().map((id) => Number(id.split('-')[1]))).toEqual(Array.from({ length: EVENTS }, (_, i) => i + 1));
    operations.close();
  } finally {
    await first.close();
    await second.close();
    await endpoint.close();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
