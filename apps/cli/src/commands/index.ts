import type { CommandGroup } from '../program.ts';
import { copyCommand } from './copy.ts';
import { aboutClaimsCommand, correctCommand, preferCommand, retractCommand } from './curation.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { extractCommand } from './extract.ts';
import { followCommand } from './follow.ts';
import { ingestCommand } from './ingest.ts';
import { keysCommand } from './keys.ts';
import { queryCommand } from './query.ts';
import { rebuildCommand } from './rebuild.ts';
import { replayCommand } from './replay.ts';
import { showCommand } from './show.ts';
import { sourcesCommand } from './sources.ts';
import { startCommand } from './start.ts';
import { verifyCommand } from './verify.ts';
import { webhooksCommand } from './webhooks.ts';

/** Every command under its heading, in the order of the help. */
export const GROUPS: readonly CommandGroup[] = [
  { heading: 'Run and fill:', commands: [startCommand, ingestCommand, extractCommand] },
  {
    heading: 'Ask:',
    commands: [showCommand, queryCommand, replayCommand, diffCommand, followCommand, sourcesCommand, exportCommand],
  },
  {
    heading: 'Decide:',
    commands: [
      correctCommand,
      retractCommand,
      aboutClaimsCommand('link'),
      aboutClaimsCommand('separate'),
      aboutClaimsCommand('release'),
      preferCommand,
    ],
  },
  {
    heading: 'Look after:',
    commands: [verifyCommand, doctorCommand, rebuildCommand, copyCommand, keysCommand, webhooksCommand],
  },
];
