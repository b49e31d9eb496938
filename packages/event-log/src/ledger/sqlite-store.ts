import { openDatabase, type Schema } from '@foedera/sqlite';
import { EMPTY_LEDGER } from '../ledger-hash.ts';
import type { LedgerCheckpoint, LedgerCheckpoints } from './store.ts';

const TABLES = `
  create table hashes (
    seq integer primary key,
    hash blob not null check (length(hash) = 32)
  ) strict;
  create table head (
    only integer primary key check (only = 1),
    seq integer not null,
    hash text not null,
    position text
  ) strict;
  insert into head values (1, 0, '${EMPTY_LEDGER.hash}', null);
`;

/** Marks the file as running hashes of a log: "FOEH" in ASCII. */
const LEDGER_SCHEMA: Schema = { applicationId: 0x464f_4548, migrations: [TABLES] };

const SELECT_HEAD = 'select seq, hash, position from head';
const MOVE_HEAD = `update head set seq = :seq, hash = :hash, position = :position
  where seq = :fromSeq and hash = :fromHash`;
const INSERT_HASH = 'insert into hashes (seq, hash) values (?, ?)';
const SELECT_HASHES = `
  select count(*) as count, min(seq) as first, group_concat(hash, ',') as text
  from (select seq, lower(hex(hash)) as hash from hashes where seq >= :seq order by seq limit :most)`;

/**
 * Running hashes in a file of their own, by custom `ledger.sqlite` beside the read models. It can always be made again
 * from the log.
 */
export function openSqliteLedger(path: string, options: { readonly readonly?: boolean } = {}): LedgerCheckpoints {
  const db = openDatabase(path, { durability: 'full', schema: LEDGER_SCHEMA, ...options });
  const selectHead = db.prepare<LedgerCheckpoint>(SELECT_HEAD);
  const moveHead = db.prepare(MOVE_HEAD);
  const insertHash = db.prepare(INSERT_HASH);
  const selectHashes = db.prepare<{ count: number; first: number | null; text: string | null }>(SELECT_HASHES);
  return {
    head: () => ({ ...(selectHead.get() ?? { ...EMPTY_LEDGER, position: null }) }),
    add: (from, hashes, to) =>
      db.transaction(() => {
        const { changes } = moveHead.run({ ...to, fromSeq: from.seq, fromHash: from.hash });
        if (changes === 0) return false;
        for (const [i, hash] of hashes.entries()) insertHash.run([from.seq + 1 + i, Buffer.from(hash, 'hex')]);
        return true;
      }),
    hashes: (seq, most) => {
      const { first, text } = selectHashes.get({ seq, most }) ?? { first: null, text: null };
      return text === null || first !== seq ? [] : text.split(',');
    },
    close: () => db.close(),
  };
}
