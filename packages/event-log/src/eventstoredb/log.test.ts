import { it } from 'vitest';
import type { EventLog } from '../log.ts';
import { startTestServer } from '../testing/eventstoredb-server/index.ts';
import { logContract, type OpenedLog } from '../testing/index.ts';
import { openEventStoreDbLog } from './index.ts';

async function openAt(connectionString: string, afterwards: () => Promise<void>): Promise<OpenedLog> {
  const handles: EventLog[] = [];
  const again = async (): Promise<EventLog> => {
    const log = await openEventStoreDbLog(connectionString);
    handles.push(log);
    return log;
  };
  return {
    log: await again(),
    again,
    close: async () => {
      for (const log of handles) await log.close();
      await afterwards();
    },
  };
}

logContract('eventstoredb (test server)', async () => {
  const server = await startTestServer();
  return openAt(server.connectionString(), () => server.stop());
});

const real = process.env.EVENTSTORE_URL;
const REAL = 'eventstoredb (EVENTSTORE_URL)';
if (real === undefined) it.skip(`${REAL}: the contract of the log: skipped, EVENTSTORE_URL is not set`);
else {
  // Asked once: a server that is not there fails every test at once, and not each after its own patience.
  let answer: Promise<unknown> | undefined;
  const open = async (): Promise<OpenedLog> => {
    const opened = await openAt(real, async () => undefined);
    answer ??= opened.log.head();
    await answer;
    return opened;
  };
  logContract(REAL, open, { fresh: false });
}
