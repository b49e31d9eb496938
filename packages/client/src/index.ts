/**
 * The API and its feed for programs: in Node and in browsers. Leaves every rule about facts to the server. Promises:
 * a problem is an error with its code; a feed is followed without a gap, each change once, and a gap is said.
 */
export type { Backoff } from './backoff.ts';
export { ApiProblem, ApiUnreachable, type Problem } from './errors.ts';
export { type ChangeFilter, type Connection, type FeedItem, type FollowOptions, followFeed } from './feed.ts';
