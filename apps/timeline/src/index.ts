/**
 * The timeline: what held on day D, as known on day K. Owns the timeline's read model and its query API. Leaves to
 * others how a server listens and which log there is. Promises: every answer follows from the log alone and names the
 * `seq` and the rules that it was made from; a page costs its rows, not the history behind them.
 */
export type { LedgerHead, TimelineContext } from './context.ts';
export { openApiKeys } from './operations/keys.ts';
export { timelinePlugin } from './plugin.ts';
export { historyDigestOf, type TimelineDigest, timelineDigestOf } from './queries/digest.ts';
export { TIMELINE_EPOCH, timelineModel } from './read-model/model.ts';
export { TIMELINE_TAGS } from './routes/about.ts';
