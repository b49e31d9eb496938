import type { Schema } from '@foedera/sqlite';

/**
 * The log's tables. Stream names are interned to integers; an id is 16 bytes and has no index of its own, because a
 * unique index on ids halves the throughput of a large log, and (stream, revision) already tells a retry from a conflict.
 * `head` is the one row that every append changes: positions come from it, in the order of commits and without gaps.
 * `recorded` is in milliseconds since the epoch, UTC.
 */
const TABLES = `
  create table streams (
    stream integer primary key,
    name text not null unique
  ) strict;
  create table events (
    position integer primary key,
    stream integer not null,
    revision integer not null,
    id blob not null,
    type text not null,
    recorded integer not null,
    data text not null,
    metadata text not null,
    unique (stream, revision)
  ) strict;
  create table head (
    only integer primary key check (only = 1),
    position integer not null,
    recorded integer not null
  ) strict;
  insert into head (only, position, recorded) values (1, 0, 0);
`;

/** Marks the file as a log of Foedera: "FOEL" in ASCII. */
export const LOG_SCHEMA: Schema = { applicationId: 0x464f_454c, migrations: [TABLES] };

/** The head row. */
export interface Head {
  readonly position: number;
  readonly recorded: number;
}

export const SELECT_HEAD = 'select position, recorded from head';
export const UPDATE_HEAD = 'update head set position = ?, recorded = ?';
export const SELECT_STREAM = 'select stream from streams where name = ?';
export const SELECT_STREAM_NAME = 'select name from streams where stream = ?';
/** All that an append must know, in one query: the head, and the stream's number and last revision, or nulls. */
export const SELECT_STATE = `
  select position, recorded, stream,
    (select max(revision) from events where events.stream = streams.stream) as last
  from head left join streams on name = ?`;
/** @see SELECT_STATE */
export interface State extends Head {
  readonly stream: number | null;
  readonly last: number | null;
}
export const INSERT_STREAM = 'insert into streams (name) values (?)';
export const SELECT_LAST_REVISION = 'select max(revision) as revision from events where stream = ?';
export const SELECT_IDS = `
  select position, id from events where stream = ? and revision between ? and ? order by revision`;
export const INSERT_EVENT = `
  insert into events (position, stream, revision, id, type, recorded, data, metadata) values (?, ?, ?, ?, ?, ?, ?, ?)`;

/** One event as a JSON array; see `rows.ts`. `concat` copies each text once, where `||` copies it at each step. */
const TUPLE = `concat('[', position, ',', stream, ',', revision, ',"', lower(hex(id)), '","', type, '",', recorded, ',',
  data, ',', metadata, ']')`;

/** The next `:limit` events after a position, as the text of one JSON array. */
export const SELECT_JOINED_AFTER = `
  select count(*) as count, '[' || group_concat(tuple) || ']' as text
  from (select ${TUPLE} as tuple from events where position > :after order by position limit :limit)`;

/** The next `:limit` events of a stream from a revision on, as the text of one JSON array. */
export const SELECT_JOINED_OF_STREAM = `
  select count(*) as count, '[' || group_concat(tuple) || ']' as text
  from (
    select ${TUPLE} as tuple from events where stream = :stream and revision >= :from order by revision limit :limit
  )`;

/** Numbers as floating point, because a broken one may be too large for an exact JavaScript number. */
const COLUMNS = `position, cast(stream as real) as stream, cast(revision as real) as revision, id, type,
  cast(recorded as real) as recorded, data, metadata`;
/** The same events as rows, for when the joined text does not parse and the broken one is to be named. */
export const SELECT_ROWS_AFTER = `
  select ${COLUMNS} from events where position > :after order by position limit :limit`;
export const SELECT_ROWS_OF_STREAM = `
  select ${COLUMNS} from events where stream = :stream and revision >= :from order by events.revision limit :limit`;
