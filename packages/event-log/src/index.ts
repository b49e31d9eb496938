/**
 * The append-only log: one small port (`log.ts`), an adapter in each folder, one contract suite in `testing/`, and the
 * running hash that shows that nobody edited it. Leaves to others what events mean. Promises: what an append answered
 * is durable; all readers see all events in one order, without gaps and without repetitions.
 */
export { type CheckedEvent, checkAppend, checkStream, eventBytes, MAX_APPEND_BYTES } from './batch.ts';
export { type CopyOptions, type CopyProgress, copyLog } from './copy.ts';
export {
  type AppendFault,
  CopyConflict,
  CorruptEvent,
  EventLogError,
  InvalidAppend,
  InvalidPosition,
  LogClosed,
  LogReadOnly,
  UnknownLogTarget,
  WrongExpectedRevision,
} from './errors.ts';
export {
  EventStoreAccessDenied,
  EventStoreClientConflict,
  EventStoreError,
  EventStoreNoLeader,
  EventStoreReadOnly,
  EventStoreRefused,
  EventStoreTimeout,
  EventStoreUnavailable,
  InvalidConnectionString,
} from './eventstoredb/errors.ts';
export { describeDifference, type EventPlace, type LedgerDifference } from './ledger/difference.ts';
export { followLedger, type LedgerProgress } from './ledger/follow.ts';
export { openSqliteLedger } from './ledger/sqlite-store.ts';
export type { LedgerCheckpoint, LedgerCheckpoints } from './ledger/store.ts';
export { type Verdict, type VerifyOptions, verifyLog } from './ledger/verify.ts';
export {
  EMPTY_LEDGER,
  formatLedgerHead,
  type HashedEvent,
  LEDGER_GENESIS,
  type LedgerHead,
  nextHash,
  nextHead,
  parseLedgerHead,
} from './ledger-hash.ts';
export type { AppendResult, EventLog, Expected, Page, ReadOptions } from './log.ts';
export { type OpenLogOptions, openLog } from './open.ts';
export { openSqliteLog, type SqliteLogOptions } from './sqlite/log.ts';
