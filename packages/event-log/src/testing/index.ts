/**
 * For tests only: the contract that every adapter of the log passes, a log in memory, a test double of the event store,
 * and made-up events.
 * `logContract` is called in a test file of the adapter and needs vitest.
 */
export { createMemoryLog } from '../memory/log.ts';
export { type LogContractOptions, logContract, type OpenedLog } from './contract.ts';
export {
  anyFault,
  type Call,
  type CallKind,
  type Fault,
  type FaultSource,
  faultTimes,
  type Member,
  type Role,
  type StoredEvent,
  seededRandom,
  startTestServer,
  type TestServer,
  type TestServerOptions,
  TestStore,
} from './eventstoredb-server/index.ts';
export { collect, freshStream, sampleEvent, sampleEvents, untilCaughtUp } from './samples.ts';
