/**
 * The API and its feed for programs: in Node and in browsers. Leaves every rule about facts to the server. Promises:
 * a problem is an error with its code; a feed is followed without a gap, each change once, and a gap is said.
 */
export type { Backoff } from './backoff.ts';
export type {
  Cause,
  Change,
  ChangedEntry,
  ChangePage,
  EntryChange,
  LedgerHead,
  MetTarget,
  StateChange,
} from './change-shapes.ts';
export { type BodyOf, type Client, type ClientOptions, openClient, type QueryOf, type Revision } from './client.ts';
export { ApiProblem, ApiUnreachable, type Problem } from './errors.ts';
export { type ChangeFilter, type Connection, type FeedItem, type FollowOptions, followFeed } from './feed.ts';
export { applyChange, isEntryChange } from './fold.ts';
export { DIFFERENCES, type Diff, type DifferenceName, type DiffLine, type Frame } from './history-shapes.ts';
export { type Paged, pagesOf } from './pages.ts';
export type {
  Act,
  Claim,
  ClaimPage,
  Contradiction,
  Decided,
  Document,
  DocumentInfo,
  DocumentQuote,
  DocumentRow,
  Entry,
  EntryPage,
  FigurePoint,
  Histogram,
  Language,
  LevelStep,
  Page,
  RelationAnswer,
  RelationRow,
  RelationState,
  SearchHit,
  SourceRow,
  Words,
} from './shapes.ts';
