import type { CommandGroup } from '../program.ts';
import { doctorCommand } from './doctor.ts';
import { extractCommand } from './extract.ts';
import { followCommand } from './follow.ts';
import { ingestCommand } from './ingest.ts';
import { queryCommand } from './query.ts';
import { replayCommand } from './replay.ts';
import { showCommand } from './show.ts';
import { startCommand } from './start.ts';
import { verifyCommand } from './verify.ts';

/** Every command under its heading, in the order of the help. */
export const GROUPS: readonly CommandGroup[] = [
  { heading: 'Run and fill:', commands: [startCommand, ingestCommand, extractCommand] },
  { heading: 'Ask:', commands: [showCommand, queryCommand, replayCommand, followCommand] },
  { heading: 'Look after:', commands: [verifyCommand, doctorCommand] },
];
