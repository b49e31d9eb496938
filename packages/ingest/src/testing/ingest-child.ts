import { writeSync } from 'node:fs';
import { openSqliteLog } from '@foedera/event-log';
import { openRuleExtractor } from '../articles/rules.ts';
import { ingestPaths } from '../files/ingest-paths.ts';

/**
 * A process that ingests paths into a SQLite log and says `append` before each append and `done` at its end, so that
 * a test can kill it in between. Arguments: the log's file, then the paths.
 */
const [path, ...paths] = process.argv.slice(2);
const sqlite = openSqliteLog({ path: path as string });
const say = (word: string): void => {
  writeSync(1, `${word}\n`);
};
const log: typeof sqlite = {
  ...sqlite,
  append: (...args) => {
    say('append');
    return sqlite.append(...args);
  },
};
const { rejected } = await ingestPaths(paths, { log, extractor: openRuleExtractor() });
await log.close();
say(`done ${rejected}`);
