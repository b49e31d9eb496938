/**
 * For tests only: the contract that every adapter of the log passes, a log in memory, and made-up events.
 * `logContract` is called in a test file of the adapter and needs vitest.
 */
export { createMemoryLog } from '../memory/log.ts';
export { type LogContractOptions, logContract, type OpenedLog } from './contract.ts';
export { collect, freshStream, sampleEvent, sampleEvents, untilCaughtUp } from './samples.ts';
