import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '@foedera/event-log';
import { collect } from '@foedera/event-log/testing';
import type { RecordedEvent } from '@foedera/schema';
import { StreamAppender } from '../append.ts';
import { type ClaimsReport, ingestClaims, rejectDifference } from '../claims/ingest.ts';
import { type ClaimLookup, KnownClaims } from '../claims/known.ts';
import { type Rejection, Rejections } from '../rejections.ts';
import { folderOf } from './folder.ts';

/** What ingesting one text of prepared claims did. */
export interface Ingested extends ClaimsReport {
  readonly appended: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
}

/** Ingests a text of prepared claims, one JSON object a line, out of a temporary file. */
export async function ingestText(
  log: EventLog,
  text: string | Uint8Array,
  options: { readonly lookup?: ClaimLookup; readonly release?: string; readonly dryRun?: boolean } = {},
): Promise<Ingested> {
  const path = join(folderOf(), 'claims.ndjson');
  writeFileSync(path, text);
  const rejections = new Rejections();
  const appender = new StreamAppender(log, {
    dryRun: options.dryRun,
    onDifference: (difference) => rejectDifference(difference, 'claims.ndjson', rejections),
  });
  const known = new KnownClaims(options.lookup);
  const file = { name: 'claims.ndjson', path, release: options.release };
  const report = await ingestClaims(file, { appender, known, rejections });
  const { appended, duplicates } = await appender.flush();
  return { ...report, appended, duplicates, rejected: rejections.total, rejections: rejections.listed };
}

/** All events of a log, in its order, without what differs from run to run. */
export async function eventsOf(log: EventLog): Promise<Omit<RecordedEvent, 'position' | 'recorded'>[]> {
  const events = await collect(log.read());
  return events.map(({ position: _, recorded: __, ...event }) => event);
}
