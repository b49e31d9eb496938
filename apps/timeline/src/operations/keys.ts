import type { ApiKeyStore, StoredKey } from '@foedera/http';
import { openDatabase } from '@foedera/sqlite';

const SQL = {
  tables: `create table if not exists api_key (
    id text primary key, name text not null, hash text not null, created text not null, revoked text
  ) without rowid`,
  find: `select id, name, hash, created, revoked from api_key where id = :id`,
  add: `insert into api_key (id, name, hash, created, revoked) values (:id, :name, :hash, :created, :revoked)`,
  list: `select id, name, hash, created, revoked from api_key order by created, id`,
  revoke: `update api_key set revoked = :when where id = :id and revoked is null`,
};

/** API keys in `operations.sqlite`, which must be closed. A key is read anew for each request: a revocation holds at once. */
export function openApiKeys(path: string): ApiKeyStore & { close(): void } {
  const db = openDatabase(path, { durability: 'full' });
  db.exec(SQL.tables);
  const q = {
    find: db.prepare<StoredKey>(SQL.find),
    add: db.prepare(SQL.add),
    list: db.prepare<StoredKey>(SQL.list),
    revoke: db.prepare(SQL.revoke),
  };
  return {
    find: (id) => q.find.get({ id }),
    add: (key) => {
      q.add.run({ ...key });
    },
    list: () => q.list.all(),
    revoke: (id, when) => q.revoke.run({ id, when }).changes === 1,
    close: () => db.close(),
  };
}
