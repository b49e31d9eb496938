import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, DatabaseError, type OpenOptions, openDatabase } from './index.ts';
import { byPlace } from './parameters.ts';

const FULL: OpenOptions = { durability: 'full' };
let folder: string;
let count = 0;
const fresh = () => join(folder, `${++count}.sqlite`);
const using = <T>(db: Database, work: (db: Database) => T): T => {
  try {
    return work(db);
  } finally {
    db.close();
  }
};
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof DatabaseError ? error.code : error;
  }
  return 'no error';
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-sqlite-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('makes every commit durable unless the file can be made again', () => {
    const level = (options: OpenOptions) =>
      using(openDatabase(fresh(), options), (db) => db.prepare('pragma synchronous').get());
    expect(level(FULL)).toMatchObject({ synchronous: 2 });
    expect(level({ durability: 'rebuild' })).toMatchObject({ synchronous: 0 });
  });

  it('maps a file into memory only if it can be made again', () => {
    const mapped = (options: OpenOptions) =>
      using(openDatabase(fresh(), options), (db) => db.prepare('pragma mmap_size').get()?.mmap_size);
    expect(mapped(FULL)).toBe(0);
    expect(mapped({ durability: 'rebuild' })).toBeGreaterThan(2 ** 30);
  });

  it('writes ahead, checks foreign keys and waits for locks', () => {
    using(openDatabase(fresh(), { ...FULL, busyTimeoutMs: 1234 }), (db) => {
      expect(db.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
      expect(db.prepare('pragma wal_autocheckpoint').get()).toMatchObject({ wal_autocheckpoint: 16_000 });
      expect(db.prepare('pragma foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
      expect(db.prepare('pragma busy_timeout').get()).toMatchObject({ timeout: 1234 });
    });
  });
});

describe('statements', () => {
  it('bind by name and by order, and give rows back one by one or together', () => {
    using(openDatabase(':memory:', FULL), (db) => {
      db.exec('create table t (n integer primary key, word text, raw blob)');
      const insert = db.prepare('insert into t values (:n, :word, :raw)');
      expect(insert.run({ n: 1, word: 'một', raw: new Uint8Array([1, 2]) })).toEqual({
        changes: 1,
        lastInsertRowid: 1,
      });
      db.prepare('insert into t values (?, ?, ?)').run([2, 'hai', null]);
      const byNumber = db.prepare<{ word: string }>('select word from t where n = ?');
      expect(byNumber.get([1])?.word).toBe('một');
      expect(byNumber.get([3])).toBeUndefined();
      const all = db.prepare<{ n: number; raw: Uint8Array | null }>('select n, raw from t order by n');
      expect(all.all().map((row) => row.n)).toEqual([1, 2]);
      expect([...all.iterate()].map((row) => row.raw)).toEqual([new Uint8Array([1, 2]), null]);
    });
  });

  it('bind names wherever they stand, and none in texts, quoted names and comments', () => {
    using(openDatabase(':memory:', FULL), (db) => {
      const sql = `select :a || ':b' as "x:b", /* :b */ :b as b, :a as again -- :c
        where :missing is null`;
      expect(db.prepare(sql).get({ b: 2, a: 'it' })).toEqual({ 'x:b': 'it:b', b: 2, again: 'it' });
      expect(db.prepare('select :a as a').get()).toEqual({ a: null });
      expect(() => db.prepare('select :a as a').get({ A: 1 })).toThrow('unknown named parameter "A"');
    });
  });

  it('bind a limit as an expression, which SQLite does not compile the statement anew for', () => {
    const written = 'select n from t limit :most';
    expect(byPlace(written).sql).toBe('select n from t limit ? + 0');
    expect(byPlace("select ':a limit :b', :limit from t\nLIMIT\n:most").sql).toBe(
      "select ':a limit :b', ? from t\nLIMIT\n? + 0",
    );
    using(openDatabase(':memory:', FULL), (db) => {
      db.exec('create table t (n); insert into t values (1), (2), (3)');
      const first = db.prepare<{ n: number }>(written);
      expect([0, 2, 9].map((most) => first.all({ most }).length)).toEqual([0, 2, 3]);
      expect(() => first.all({})).toThrow('datatype mismatch');
    });
  });

  it('leave no read open when a loop over rows is left', () => {
    const path = fresh();
    using(openDatabase(path, FULL), (db) => {
      db.exec('create table t (n); insert into t values (1), (2), (3)');
      for (const row of db.prepare('select n from t').iterate()) if (row.n === 1) break;
      db.flush();
      expect(db.prepare('select count(*) as n from t').get()?.n).toBe(3);
    });
  });
});

describe('a transaction', () => {
  it('keeps all or nothing', () => {
    using(openDatabase(fresh(), FULL), (db) => {
      db.exec('create table t (n)');
      const insert = db.prepare('insert into t values (?)');
      expect(db.transaction(() => insert.run([1]).changes)).toBe(1);
      const failure = new Error('half-way');
      expect(() =>
        db.transaction(() => {
          insert.run([2]);
          throw failure;
        }),
      ).toThrow(failure);
      expect(db.inTransaction).toBe(false);
      expect(db.prepare('select n from t').all()).toMatchObject([{ n: 1 }]);
    });
  });

  it('is refused inside another, and the outer one is rolled back', () => {
    using(openDatabase(fresh(), FULL), (db) => {
      db.exec('create table t (n)');
      const nested = () =>
        db.transaction(() => {
          db.exec('insert into t values (1)');
          db.transaction(() => undefined);
        });
      expect(codeOf(nested)).toBe('nested-transaction');
      expect(db.prepare('select n from t').all()).toEqual([]);
    });
  });

  it('refuses asynchronous work', () => {
    using(openDatabase(fresh(), FULL), (db) => {
      db.exec('create table t (n)');
      const work = () =>
        db.transaction(async () => {
          db.exec('insert into t values (1)');
        });
      expect(codeOf(work)).toBe('asynchronous-transaction');
      expect(db.prepare('select n from t').all()).toEqual([]);
    });
  });

  it('takes the write lock at its beginning', () => {
    const path = fresh();
    using(openDatabase(path, FULL), (one) =>
      using(openDatabase(path, { ...FULL, busyTimeoutMs: 0 }), (two) => {
        one.transaction(() => expect(codeOf(() => two.transaction(() => undefined))).toBe('database-locked'));
        expect(two.transaction(() => 'free')).toBe('free');
      }),
    );
  });

  it('that only reads sees one state', () => {
    const path = fresh();
    using(openDatabase(path, FULL), (one) =>
      using(openDatabase(path, FULL), (two) => {
        one.exec('create table t (n)');
        const rows = two.prepare('select n from t');
        two.snapshot(() => {
          expect(rows.all()).toEqual([]);
          one.exec('insert into t values (1)');
          expect(rows.all()).toEqual([]);
        });
        expect(rows.all()).toHaveLength(1);
      }),
    );
  });
});

describe('errors have stable codes', () => {
  it('for what is not a database, cannot be opened, or only reads', () => {
    const text = fresh();
    writeFileSync(text, 'This is a plain text file.\n'.repeat(100));
    expect(codeOf(() => openDatabase(text, FULL))).toBe('not-a-database');
    expect(codeOf(() => openDatabase(text, { ...FULL, readonly: true }))).toBe('not-a-database');
    expect(codeOf(() => openDatabase(join(folder, 'none', 'x.sqlite'), FULL))).toBe('cannot-open');
    expect(codeOf(() => openDatabase(fresh(), { ...FULL, readonly: true }))).toBe('cannot-open');
    const path = fresh();
    using(openDatabase(path, FULL), (db) => db.exec('create table t (n)'));
    using(openDatabase(path, { ...FULL, readonly: true }), (db) => {
      expect(db.prepare('select n from t').all()).toEqual([]);
      expect(codeOf(() => db.exec('insert into t values (1)'))).toBe('read-only');
    });
  });

  it('for a full disk, after which nothing of the transaction is kept', () => {
    using(openDatabase(fresh(), FULL), (db) => {
      db.exec('create table t (raw blob); pragma max_page_count = 8');
      const insert = db.prepare('insert into t values (zeroblob(4000))');
      const fill = () =>
        db.transaction(() => {
          for (let i = 0; i < 20; i++) insert.run();
        });
      expect(codeOf(fill)).toBe('disk-full');
      expect(db.inTransaction).toBe(false);
      expect(db.prepare('select count(*) as n from t').get()?.n).toBe(0);
    });
  });

  it('for a refused row, and for SQL that is wrong', () => {
    using(openDatabase(':memory:', FULL), (db) => {
      db.exec('create table t (n unique) ');
      db.exec('insert into t values (1)');
      expect(codeOf(() => db.exec('insert into t values (1)'))).toBe('constraint');
      expect(codeOf(() => db.prepare('insert into t values (?)').run([1]))).toBe('constraint');
      expect(codeOf(() => db.prepare('selec 1'))).toBe('sql');
    });
  });
});

it('grows the write-ahead log without a trace in the database', () => {
  const path = fresh();
  using(openDatabase(path, FULL), (db) => {
    db.exec('create table t (n); insert into t values (42)');
    const before = statSync(`${path}-wal`).size;
    const settings = db.prepare('pragma cache_size').get();
    db.growWal(1_000_000);
    const grown = statSync(`${path}-wal`).size;
    expect(grown).toBeGreaterThan(before + 900_000);
    expect(db.prepare('pragma cache_size').get()).toEqual(settings);
    expect(db.prepare('select name from sqlite_schema').all()).toMatchObject([{ name: 't' }]);
    for (let i = 0; i < 50; i++) db.exec(`insert into t values (${i})`);
    expect(statSync(`${path}-wal`).size).toBe(grown);
    using(openDatabase(path, { ...FULL, readonly: true }), (other) =>
      expect(other.prepare('select count(*) as n from t').get()?.n).toBe(51),
    );
  });
  expect(statSync(path).size).toBeLessThan(20_000);
});

it('flushes the write-ahead log into the file, where it survives without it', () => {
  const path = fresh();
  const db = openDatabase(path, { durability: 'rebuild' });
  db.exec('create table t (n); insert into t values (42)');
  db.flush();
  const copy = fresh();
  using(db, () => {
    using(openDatabase(':memory:', FULL), (other) => {
      copyFileSync(path, copy);
      other.exec(`attach '${copy}' as copy`);
      expect(other.prepare('select n from copy.t').get()?.n).toBe(42);
    });
  });
});
