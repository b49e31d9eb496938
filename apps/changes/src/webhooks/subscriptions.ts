import type { Database } from '@foedera/sqlite';
import type { ChangeFilter } from '../read-model/filter.ts';
import type { Secret } from './signature.ts';

/** `paused` by its owner; `disabled` because its endpoint said that it is gone. */
export const SUBSCRIPTION_STATES = ['active', 'paused', 'disabled'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** Somebody who wants to be told of changes at an address. */
export interface Subscription {
  readonly id: string;
  /** Id of the API key that made it. */
  readonly owner: string;
  readonly url: string;
  readonly filter: ChangeFilter;
  readonly description: string;
  /** Cursor after the last change that was put into the outbox. */
  readonly cursor: string;
  readonly state: SubscriptionState;
  /** Why it is disabled. */
  readonly reason: string | null;
  readonly secrets: readonly Secret[];
  /** RFC 3339. */
  readonly created: string;
  readonly updated: string;
}

/** What can be changed of a subscription. */
export type SubscriptionChange = Partial<Omit<Subscription, 'id' | 'owner' | 'created'>>;

/** Subscriptions as they are kept. */
export interface Subscriptions {
  add(subscription: Subscription): void;
  find(id: string): Subscription | undefined;
  ofOwner(owner: string): Subscription[];
  active(): Subscription[];
  count(): number;
  change(id: string, change: SubscriptionChange, updated: string): void;
  /** Also forgets its messages. */
  remove(id: string): void;
}

const COLUMNS = 'id, owner, url, filter, description, cursor, state, reason, secrets, created, updated';
const SQL = {
  add: `insert into webhook_subscription (${COLUMNS}) values
    (:id, :owner, :url, :filter, :description, :cursor, :state, :reason, :secrets, :created, :updated)`,
  find: `select ${COLUMNS} from webhook_subscription where id = :id`,
  ofOwner: `select ${COLUMNS} from webhook_subscription where owner = :owner order by created, id`,
  active: `select ${COLUMNS} from webhook_subscription where state = 'active' order by id`,
  count: `select count(*) as n from webhook_subscription`,
  replace: `update webhook_subscription set url = :url, filter = :filter, description = :description, cursor = :cursor,
    state = :state, reason = :reason, secrets = :secrets, updated = :updated where id = :id`,
  remove: `delete from webhook_subscription where id = :id`,
};

interface Row extends Omit<Subscription, 'filter' | 'secrets'> {
  readonly filter: string;
  readonly secrets: string;
}

/** The subscriptions of an operations database; its tables must be there. */
export function openSubscriptions(db: Database): Subscriptions {
  const q = {
    add: db.prepare(SQL.add),
    find: db.prepare<Row>(SQL.find),
    ofOwner: db.prepare<Row>(SQL.ofOwner),
    active: db.prepare<Row>(SQL.active),
    count: db.prepare<{ n: number }>(SQL.count),
    replace: db.prepare(SQL.replace),
    remove: db.prepare(SQL.remove),
  };
  const find = (id: string): Subscription | undefined => {
    const row = q.find.get({ id });
    return row && toSubscription(row);
  };
  return {
    add: (subscription) => {
      q.add.run({ ...subscription, ...texts(subscription) });
    },
    find,
    ofOwner: (owner) => q.ofOwner.all({ owner }).map(toSubscription),
    active: () => q.active.all().map(toSubscription),
    count: () => q.count.get()?.n ?? 0,
    change: (id, change, updated) => {
      const known = find(id);
      if (!known) return;
      const { owner: _, created: __, ...now } = { ...known, ...change, updated };
      q.replace.run({ ...now, ...texts(now) });
    },
    remove: (id) => {
      q.remove.run({ id });
    },
  };
}

function texts({ filter, secrets }: Pick<Subscription, 'filter' | 'secrets'>): { filter: string; secrets: string } {
  return { filter: JSON.stringify(filter), secrets: JSON.stringify(secrets) };
}

function toSubscription(row: Row): Subscription {
  return {
    ...row,
    filter: JSON.parse(row.filter) as ChangeFilter,
    secrets: JSON.parse(row.secrets) as Secret[],
  };
}
