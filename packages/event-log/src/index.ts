/**
 * The append-only log: one small port (`log.ts`), an adapter in each folder, one contract suite in `testing/`, and the
 * running hash that shows that nobody edited it. Leaves to others what events mean. Promises: what an append answered
 * is durable; all readers see all events in one order, without gaps and without repetitions.
 */
export { type CheckedEvent, checkAppend, checkStream, eventBytes, MAX_APPEND_BYTES } from './batch.ts';
export {
  type AppendFault,
  CorruptEvent,
  EventLogError,
  InvalidAppend,
  InvalidPosition,
  LogClosed,
  LogReadOnly,
  UnknownLogTarget,
  WrongExpectedRevision,
} from './errors.ts';
export type { AppendResult, EventLog, Expected, Page, ReadOptions } from './log.ts';
export { type OpenLogOptions, openLog } from './open.ts';
export { openSqliteLog, type SqliteLogOptions } from './sqlite/log.ts';
