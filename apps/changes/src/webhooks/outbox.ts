import type { Database } from '@foedera/sqlite';

/** `pending` until it was taken; `parked` after the last attempt. What is dropped is no longer there. */
export const DELIVERY_STATES = ['pending', 'delivered', 'parked'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One message to one subscriber. */
export interface Delivery {
  readonly subscription: string;
  /** Order among the messages of its subscription, from 1. */
  readonly position: number;
  /** Id of the change, which is the message's id. */
  readonly change: string;
  readonly body: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Not to be tried before this, epoch ms. */
  readonly dueMs: number;
  /** HTTP status and reason of the last attempt. */
  readonly status: number | null;
  readonly failure: string | null;
  readonly createdMs: number;
  readonly finishedMs: number | null;
}

/** Messages on their way, in the operations database. */
export interface Outbox {
  /** Puts messages behind those that are there. */
  add(
    subscription: string,
    messages: readonly { readonly change: string; readonly body: string }[],
    nowMs: number,
  ): void;
  /** First message of a subscription that was neither taken nor parked. */
  first(subscription: string): Delivery | undefined;
  list(subscription: string, state: DeliveryState | undefined, after: number, limit: number): Delivery[];
  counts(subscription: string): Record<DeliveryState, number>;
  delivered(of: Delivery, status: number, nowMs: number): void;
  /** Notes a failure and when to try again; `null` parks the message. */
  failed(of: Delivery, status: number | null, failure: string, dueMs: number | null, nowMs: number): void;
  /** Makes parked messages pending again, where they stood; all of them without an id. Returns how many. */
  replay(subscription: string, change: string | null, nowMs: number): number;
  /** Forgets parked messages; all of them without an id. Returns how many. */
  drop(subscription: string, change: string | null): number;
  /** Forgets what was delivered before a time. */
  prune(beforeMs: number): void;
}

const COLUMNS = `subscription, position, change, body, state, attempts, due_ms as dueMs, status, failure,
  created_ms as createdMs, finished_ms as finishedMs`;
const SQL = {
  last: `select coalesce(max(position), 0) as position from webhook_delivery where subscription = :subscription`,
  add: `insert into webhook_delivery (subscription, position, change, body, state, attempts, due_ms, created_ms)
    values (:subscription, :position, :change, :body, 'pending', 0, 0, :now)`,
  first: `select ${COLUMNS} from webhook_delivery where subscription = :subscription and state = 'pending' order by position limit 1`,
  list: `select ${COLUMNS} from webhook_delivery where subscription = :subscription and (:state is null or state = :state)
    and position > :after order by position limit :limit`,
  counts: `select state, count(*) as n from webhook_delivery where subscription = :subscription group by state`,
  delivered: `update webhook_delivery set state = 'delivered', attempts = attempts + 1, status = :status, failure = null,
    finished_ms = :now where subscription = :subscription and position = :position`,
  failed: `update webhook_delivery set state = :state, attempts = attempts + 1, status = :status, failure = :failure,
    due_ms = :due, finished_ms = :finished where subscription = :subscription and position = :position`,
  replay: `update webhook_delivery set state = 'pending', attempts = 0, due_ms = :now, finished_ms = null
    where subscription = :subscription and state = 'parked' and (:change is null or change = :change)`,
  drop: `delete from webhook_delivery where subscription = :subscription and state = 'parked' and (:change is null or change = :change)`,
  // The last message stays, for its position is where the next one counts from.
  prune: `delete from webhook_delivery where state = 'delivered' and finished_ms < :before
    and position < (select max(position) from webhook_delivery m where m.subscription = webhook_delivery.subscription)`,
};

/** The outbox of an operations database; its tables must be there. */
export function openOutbox(db: Database): Outbox {
  const q = {
    last: db.prepare<{ position: number }>(SQL.last),
    add: db.prepare(SQL.add),
    first: db.prepare<Delivery>(SQL.first),
    list: db.prepare<Delivery>(SQL.list),
    counts: db.prepare<{ state: DeliveryState; n: number }>(SQL.counts),
    delivered: db.prepare(SQL.delivered),
    failed: db.prepare(SQL.failed),
    replay: db.prepare(SQL.replay),
    drop: db.prepare(SQL.drop),
    prune: db.prepare(SQL.prune),
  };
  return {
    add: (subscription, messages, now) => {
      let position = q.last.get({ subscription })?.position ?? 0;
      for (const { change, body } of messages) q.add.run({ subscription, position: ++position, change, body, now });
    },
    first: (subscription) => q.first.get({ subscription }),
    list: (subscription, state, after, limit) => q.list.all({ subscription, state: state ?? null, after, limit }),
    counts: (subscription) => {
      const result = { pending: 0, delivered: 0, parked: 0 };
      for (const { state, n } of q.counts.all({ subscription })) result[state] = n;
      return result;
    },
    delivered: ({ subscription, position }, status, now) => {
      q.delivered.run({ subscription, position, status, now });
    },
    failed: ({ subscription, position }, status, failure, dueMs, now) => {
      const state = dueMs === null ? 'parked' : 'pending';
      const finished = dueMs === null ? now : null;
      q.failed.run({ subscription, position, state, status, failure, due: dueMs ?? 0, finished });
    },
    replay: (subscription, change, now) => q.replay.run({ subscription, change, now }).changes,
    drop: (subscription, change) => q.drop.run({ subscription, change }).changes,
    prune: (before) => {
      q.prune.run({ before });
    },
  };
}
