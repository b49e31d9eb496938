import { logContract } from '../testing/index.ts';
import { createMemoryLog } from './log.ts';

logContract('memory', async () => {
  const log = createMemoryLog();
  return { log, again: async () => log, close: () => log.close() };
});
