/** For tests: sketches of events, an oracle that refolds everything, and the plainest reader of revisions. */
export {
  type ClaimSketch,
  claimOf,
  corrects,
  decides,
  inOrder,
  prefers,
  retracts,
  statementOf,
  states,
} from './events.ts';
export { type KnownPoint, naiveClaims, naiveEntries } from './naive.ts';
export { Rectangles } from './rectangles.ts';
