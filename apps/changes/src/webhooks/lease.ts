import type { Database } from '@foedera/sqlite';

const SQL = {
  take: `insert into webhook_lease (name, holder, until_ms) values ('deliver', :holder, :until)
    on conflict (name) do update set holder = excluded.holder, until_ms = excluded.until_ms
    where webhook_lease.holder = excluded.holder or webhook_lease.until_ms <= :now`,
  holds: `select 1 as yes from webhook_lease where name = 'deliver' and holder = :holder and until_ms > :now`,
  release: `delete from webhook_lease where name = 'deliver' and holder = :holder`,
};

/** The right to deliver, which one process has at a time. */
export interface Lease {
  /** Takes or prolongs the lease; false while another process has it. */
  take(nowMs: number): boolean;
  /** Whether it is still held: asked inside the transaction that relies on it. */
  holds(nowMs: number): boolean;
  release(): void;
}

/** The lease in the operations database. It runs out when its holder does not prolong it. */
export function openLease(db: Database, holder: string, durationMs: number): Lease {
  const take = db.prepare(SQL.take);
  const holds = db.prepare(SQL.holds);
  const release = db.prepare(SQL.release);
  return {
    take: (nowMs) => take.run({ holder, now: nowMs, until: nowMs + durationMs }).changes === 1,
    holds: (nowMs) => holds.get({ holder, now: nowMs }) !== undefined,
    release: () => {
      release.run({ holder });
    },
  };
}
