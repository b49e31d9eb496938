/**
 * For benchmarks and tests of others: writing versions without a log, and reading pages without HTTP. Nothing here is
 * part of what the timeline promises.
 */
export { ALL_REPORTED, type Known } from '../queries/known.ts';
export { readJoinedTimeline, readTimeline } from '../queries/timeline.ts';
export type { TimelineQuery } from '../queries/timeline-sql.ts';
export { openRectangles, type Rectangles } from '../read-model/rectangles.ts';
