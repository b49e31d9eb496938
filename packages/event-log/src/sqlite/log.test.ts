import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../log.ts';
import { logContract } from '../testing/index.ts';
import { openSqliteLog } from './log.ts';

logContract('sqlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-log-'));
  const path = join(folder, 'log.sqlite');
  const handles: EventLog[] = [];
  const again = async (): Promise<EventLog> => {
    const log = openSqliteLog({ path });
    handles.push(log);
    return log;
  };
  return {
    log: await again(),
    again,
    close: async () => {
      for (const log of handles) await log.close();
      rmSync(folder, { recursive: true });
    },
  };
});
