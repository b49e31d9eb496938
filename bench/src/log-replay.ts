import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { openSqliteLog } from '@foedera/event-log';
import type { RecordedEvent } from '@foedera/schema';
import { makeClaim } from './log-append.ts';
import type { Figure } from './report.ts';
import { perSecond } from './rounds.ts';

const EVENTS = 50_000;
const CHUNK = 1 << 18;

/** Reads a file of one JSON object a line. One large buffer, lines found in the text, nothing kept. */
function readNdjson(path: string, visit: (event: RecordedEvent) => void): number {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let count = 0;
  for (;;) {
    const length = readSync(file, buffer);
    if (length === 0) break;
    const text = rest + decoder.write(buffer.subarray(0, length));
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      visit(JSON.parse(text.slice(start, end)) as RecordedEvent);
      count++;
      start = end + 1;
    }
    rest = text.slice(start);
  }
  closeSync(file);
  return count;
}

/** Reading the whole log through the port, parsed, against reading the same events from a file of JSON lines. */
export async function replayFigures(folder: string): Promise<Figure[]> {
  const log = openSqliteLog({ path: join(folder, 'replay.sqlite') });
  for (let i = 0; i < EVENTS; i += 500)
    await log.append(`foedera-batch-bench-${Math.floor(i / 5_000)}`, Array.from({ length: 500 }, makeClaim), {
      expected: 'any',
    });
  const path = join(folder, 'replay.ndjson');
  const lines: string[] = [];
  for await (const page of log.read()) for (const event of page) lines.push(`${JSON.stringify(event)}\n`);
  writeFileSync(path, lines.join(''));

  // Both fold the same: enough that no work is left undone, little enough that the reading is what is measured.
  const sums = { port: 0, ndjson: 0 };
  const fold = (sum: number, event: RecordedEvent): number =>
    sum + event.revision + (event.data as { parties: string[] }).parties.length;
  const { rate, ratio } = await perSecond(12, {
    ndjson: () => readNdjson(path, (event) => (sums.ndjson = fold(sums.ndjson, event))),
    port: async () => {
      let count = 0;
      for await (const page of log.read())
        for (const event of page) {
          sums.port = fold(sums.port, event);
          count++;
        }
      return count;
    },
  });
  await log.close();
  if (sums.port !== sums.ndjson) throw new Error('the log and the file do not hold the same events');
  return [
    {
      name: 'replay: port with parsing ÷ NDJSON with JSON.parse',
      value: rate.port,
      unit: 'events/s',
      ratio: ratio('port', 'ndjson'),
      limit: 0.7,
    },
    { name: '  NDJSON with JSON.parse', value: rate.ndjson, unit: 'events/s' },
  ];
}
