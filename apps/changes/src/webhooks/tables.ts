import type { Database } from '@foedera/sqlite';

/**
 * What cannot be derived from the log: who wants to be told, what is on its way to them, and who delivers. Kept in
 * `operations.sqlite`, beside the tables of others: each step is made if it is not there yet.
 */
const STEPS: readonly string[] = [
  `create table webhook_subscription (
    id text primary key, owner text not null, url text not null, filter text not null, description text not null,
    cursor text not null, state text not null, reason text, secrets text not null,
    created text not null, updated text not null
  ) without rowid;
  create table webhook_delivery (
    subscription text not null references webhook_subscription (id) on delete cascade,
    position integer not null, change text not null, body text not null, state text not null,
    attempts integer not null, due_ms integer not null, status integer, failure text,
    created_ms integer not null, finished_ms integer,
    primary key (subscription, position)
  ) without rowid;
  create index webhook_delivery_state on webhook_delivery (subscription, state, position);
  create table webhook_lease (name text primary key, holder text not null, until_ms integer not null) without rowid;`,
];

const SQL = {
  versions: `create table if not exists webhook_version (step integer primary key)`,
  done: `select count(*) as done from webhook_version`,
  note: `insert into webhook_version (step) values (:step)`,
};

/** Makes the tables of this app in the operations database; other tables in it are not looked at. */
export function makeWebhookTables(db: Database): void {
  db.transaction(() => {
    db.exec(SQL.versions);
    const { done } = db.prepare<{ done: number }>(SQL.done).get() as { done: number };
    for (let step = done; step < STEPS.length; step++) {
      db.exec(STEPS[step] as string);
      db.prepare(SQL.note).run({ step });
    }
  });
}
