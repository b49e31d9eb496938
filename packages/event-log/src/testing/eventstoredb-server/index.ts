/**
 * A test double of the event store: a small server that speaks its protocol over gRPC, on the loopback interface, with
 * its data in memory and faults to order. It is no event store; what it takes for the documented behaviour is listed
 * in the README beside it.
 */
export {
  anyFault,
  type Call,
  type CallKind,
  type Fault,
  type FaultSource,
  faultTimes,
  seededRandom,
} from './faults.ts';
export type { Member, Role, TestServer, TestServerOptions } from './server.ts';
export { startTestServer } from './start.ts';
export { type StoredEvent, TestStore } from './store.ts';
