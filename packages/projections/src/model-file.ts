import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '@foedera/sqlite';
import type { ReadModel } from './projector.ts';

/** How far a read model got: the last event whose effects it holds. `seq` 0 = none. */
export interface Checkpoint {
  readonly seq: number;
  readonly position: string | null;
  /** Recorded time of that event, RFC 3339; `null` at the beginning. */
  readonly recorded: string | null;
}

const TABLES = `
create table checkpoint (
  id integer primary key check (id = 1), epoch text not null,
  seq integer not null, position text, recorded text
);`;

const SQL = {
  read: `select epoch, seq, position, recorded from checkpoint where id = 1`,
  start: `insert into checkpoint (id, epoch, seq) values (1, :epoch, 0)`,
  move: `update checkpoint set seq = :seq, position = :position, recorded = :recorded where id = 1 and seq = :before`,
};

/** Makes an empty file for a model: tables, and a checkpoint at the beginning. Indexes for queries are made separately. */
export function createModelFile(path: string, model: ReadModel, durability: 'full' | 'rebuild'): Database {
  const db = openDatabase(path, { durability });
  db.transaction(() => {
    db.exec(TABLES);
    db.exec(model.tables);
    db.prepare(SQL.start).run({ epoch: model.epoch });
  });
  return db;
}

/** The checkpoint of a model's database. */
export function readCheckpoint(db: Database): Checkpoint {
  const row = db.prepare<Checkpoint & { epoch: string }>(SQL.read).get();
  return row
    ? { seq: row.seq, position: row.position, recorded: row.recorded }
    : { seq: 0, position: null, recorded: null };
}

/** Moves the checkpoint if it still is where the caller read it; false when another runner has moved it. Inside a transaction. */
export function moveCheckpoint(db: Database, before: number, to: Checkpoint): boolean {
  return db.prepare(SQL.move).run({ before, seq: to.seq, position: to.position, recorded: to.recorded }).changes === 1;
}

/** Files of one model in a folder: which one is live, and names for new ones. */
export interface ModelFiles {
  /** Path of the live file of this epoch; `null` when there is none yet. */
  live(): string | null;
  /** Path of the newest file of another epoch, for reading what earlier rules said; `null` when there is none. */
  earlier(): string | null;
  /** A path that no file has. */
  fresh(): string;
  /** Makes a file the live one, in one step. Older files of this epoch and all but the newest earlier epoch go. */
  flip(path: string): void;
}

export function openModelFiles(folder: string, model: ReadModel): ModelFiles {
  mkdirSync(folder, { recursive: true });
  const stem = `${model.name}-${model.epoch.slice(0, 8)}-`;
  const pointer = join(folder, `${model.name}.current`);
  const pattern = new RegExp(`^${model.name}-([0-9a-f]{8})-(\\d+)\\.sqlite$`);
  const pointed = (): string | null => (existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : null);
  const numbered = (): { name: string; epoch: string; n: number }[] =>
    readdirSync(folder)
      .map((name) => ({ name, match: pattern.exec(name) }))
      .flatMap(({ name, match }) => (match ? [{ name, epoch: match[1] as string, n: Number(match[2]) }] : []))
      .sort((a, b) => b.n - a.n);
  const remove = (name: string): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, name + suffix), { force: true });
  };
  return {
    live: () => {
      const name = pointed();
      return name?.startsWith(stem) && existsSync(join(folder, name)) ? join(folder, name) : null;
    },
    earlier: () => {
      const other = numbered().find((f) => !f.name.startsWith(stem));
      return other ? join(folder, other.name) : null;
    },
    fresh: () => join(folder, `${stem}${(numbered()[0]?.n ?? 0) + 1}.sqlite`),
    flip: (path) => {
      const name = path.slice(folder.length + 1);
      writeFileSync(`${pointer}.new`, `${name}\n`);
      renameSync(`${pointer}.new`, pointer);
      const files = numbered();
      const earlier = files.find((f) => !f.name.startsWith(stem));
      for (const file of files) if (file.name !== name && file !== earlier) remove(file.name);
    },
  };
}
