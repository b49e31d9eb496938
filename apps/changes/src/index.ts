/**
 * The changes feed: a projection of the log into differences between successive states of the timeline, and the ways to
 * follow it: pages and event streams. Leaves the fold to packages/projections and the log to whoever opens it. Promises:
 * the same changes with the same ids after any rebuild; after a cursor, everything that follows, once and in order.
 */
export type { HubOptions } from './feed/hub.ts';
export { type ChangesOptions, changesPlugin } from './plugin.ts';
export type { Change } from './read-model/change.ts';
export { type ChangeFilter, NO_FILTER, type PreparedFilter, prepareFilter } from './read-model/filter.ts';
export { IMPORTANCE, type Importance } from './read-model/importance.ts';
export { CHANGES_EPOCH, changesModel } from './read-model/model.ts';
