import { join } from 'node:path';
import { type EventLog, openSqliteLog } from '@foedera/event-log';
import { eventId, type NewEvent } from '@foedera/schema';
import { type Database, openDatabase } from '@foedera/sqlite';
import type { Figure } from './report.ts';
import { perSecond } from './rounds.ts';

const ROUNDS = 25;
let made = 0;

/** A claim of the usual size, some 600 bytes, with an id that no other has. */
export function makeClaim(): NewEvent {
  const n = ++made;
  const reported = new Date(Date.UTC(2000, 0, 1) + n * 3_600_000).toISOString();
  return {
    id: eventId(['bench', n], reported),
    type: 'visit',
    data: {
      kind: 'visit',
      claim: (n * 2_654_435_761).toString(16).padStart(32, '0'),
      parties: ['BY', 'VN'],
      occurred: { edtf: reported.slice(0, 10), basis: 'stated' },
      attributes: { status: 'completed', visitor: 'Nguyễn Văn An', host: 'BY', rank: 'minister' },
      reported: { at: reported, basis: 'stated' },
      source: { id: 'bench', publisher: 'The Daily Record' },
      confidence: 0.9,
      evidence: {
        document: 'd'.repeat(64),
        section: 3,
        quote: `On visit number ${n} the two ministers agreed to raise the level of their countries' relations.`,
        start: n,
        end: n + 90,
      },
      extractor: { name: 'articles', version: '1.0.0', rule: 'visit-3', pack: 'a'.repeat(16) },
    },
    metadata: { schema: 1, by: 'bench' },
  };
}

/** The log's own table, once with and once without its index, and the statements of a program that uses no port. */
const BARE = (indexed: boolean): string => `create table events (
  position integer primary key, stream integer not null, revision integer not null, id blob not null,
  type text not null, recorded integer not null, data text not null, metadata text not null
  ${indexed ? ', unique (stream, revision)' : ''}
) strict`;
const INSERT = `insert into events (position, stream, revision, id, type, recorded, data, metadata)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;

function bareAppend(db: Database, batch: number, appends: number): () => number {
  db.exec(BARE(!db.path.includes('without')));
  const insert = db.prepare(INSERT);
  let position = 0;
  return () => {
    for (let i = 0; i < appends; i++) {
      const claims = Array.from({ length: batch }, makeClaim);
      db.transaction(() => {
        for (const { id, type, data, metadata } of claims) {
          const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
          position++;
          insert.run([position, 1, position, bytes, type, Date.now(), JSON.stringify(data), JSON.stringify(metadata)]);
        }
      });
    }
    return batch * appends;
  };
}

function portAppend(log: EventLog, batch: number, appends: number): () => Promise<number> {
  let revision = -1;
  return async () => {
    for (let i = 0; i < appends; i++) {
      const claims = Array.from({ length: batch }, makeClaim);
      const expected = revision < 0 ? 'no-stream' : revision;
      ({ revision } = await log.append('foedera-batch-bench', claims, { expected }));
    }
    return batch * appends;
  };
}

/** Enough for all that a run appends: the port grows its own as it goes. */
const GROWN = 60_000_000;

/**
 * Durable appends through the port against prepared inserts into the same table with the same durability. The port
 * keeps the write-ahead log longer than it is used, which a program by itself does not: the last row takes that away.
 */
export async function appendFigures(folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const limits = new Map([
    [1, 0.9],
    [100, 0.8],
  ]);
  for (const batch of [1, 10, 100]) {
    const appends = Math.max(20, Math.floor(150 / batch));
    const open = (name: string) => openDatabase(join(folder, `${name}-${batch}.sqlite`), { durability: 'full' });
    const [bare, without, grown] = [open('bare'), open('without-index'), open('grown')];
    grown.growWal(GROWN);
    const log = openSqliteLog({ path: join(folder, `log-${batch}.sqlite`) });
    const { rate, ratio } = await perSecond(ROUNDS, {
      bare: bareAppend(bare, batch, appends),
      port: portAppend(log, batch, appends),
      without: bareAppend(without, batch, appends),
      grown: bareAppend(grown, batch, appends),
    });
    const limit = limits.get(batch);
    figures.push(
      {
        name: `append, batch ${batch}: port ÷ bare table`,
        value: rate.port,
        unit: 'events/s',
        ratio: ratio('port', 'bare'),
        ...(limit === undefined ? {} : { limit }),
      },
      { name: '  bare table', value: rate.bare, unit: 'events/s' },
      { name: '  table without index', value: rate.without, unit: 'events/s', ratio: ratio('port', 'without') },
      { name: '  bare table, log grown alike', value: rate.grown, unit: 'events/s', ratio: ratio('port', 'grown') },
    );
    bare.close();
    without.close();
    grown.close();
    await log.close();
  }
  return figures;
}

/** Many callers at once against one: what sharing a sync of the disk is worth. */
export async function groupFigures(folder: string): Promise<Figure[]> {
  const callers = 64;
  const log = openSqliteLog({ path: join(folder, 'group.sqlite') });
  const streams = Array.from({ length: callers }, (_, i) => ({ name: `foedera-batch-bench-${i}`, revision: -1 }));
  const append = async (stream: { readonly name: string; revision: number }): Promise<void> => {
    const expected = stream.revision < 0 ? 'no-stream' : stream.revision;
    ({ revision: stream.revision } = await log.append(stream.name, [makeClaim()], { expected }));
  };
  const { rate, ratio } = await perSecond(ROUNDS, {
    one: async () => {
      for (const stream of streams) await append(stream);
      return callers;
    },
    many: async () => {
      const each = 10;
      await Promise.all(
        streams.map(async (stream) => {
          for (let i = 0; i < each; i++) await append(stream);
        }),
      );
      return callers * each;
    },
  });
  await log.close();
  return [
    {
      name: `append, ${callers} callers with one event each ÷ one caller`,
      value: rate.many,
      unit: 'events/s',
      ratio: ratio('many', 'one'),
      limit: 4,
      aim: 8,
    },
  ];
}
