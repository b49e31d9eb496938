import { afterEach, beforeEach, describe } from 'vitest';
import type { EventLog } from '../log.ts';
import { appendContract } from './contract-append.ts';
import { readContract } from './contract-read.ts';
import { refusalContract } from './contract-refusal.ts';
import { subscribeContract } from './contract-subscribe.ts';

/** A log that a test may use as it likes. */
export interface OpenedLog {
  readonly log: EventLog;
  /** Opens the same log once more, as another process would; closed by `close`. A log with one handle gives it again. */
  again(): Promise<EventLog>;
  /** Closes all handles and removes what the test wrote, where that is possible. */
  close(): Promise<void>;
}

/** What an adapter's surroundings allow. */
export interface LogContractOptions {
  /** Each opened log is empty and separate from those before; default true. False for a server that others use too. */
  readonly fresh?: boolean;
}

/** How the parts of the contract get at the log of the test that runs. */
export interface Under {
  readonly log: EventLog;
  /** @see OpenedLog.again */
  again(): Promise<EventLog>;
  /** Opens another log of the same kind, closed after the test. */
  another(): Promise<EventLog>;
}

/** Declares the tests that every adapter passes. Each test opens a log of its own. */
export function logContract(name: string, open: () => Promise<OpenedLog>, options: LogContractOptions = {}): void {
  describe(`${name}: the contract of the log`, () => {
    let opened: OpenedLog[] = [];
    const current = (): OpenedLog => opened[0] as OpenedLog;
    const under: Under = {
      get log() {
        return current().log;
      },
      again: () => current().again(),
      another: async () => {
        const other = await open();
        opened.push(other);
        return other.log;
      },
    };
    beforeEach(async () => {
      opened = [await open()];
    });
    afterEach(async () => {
      for (const each of opened) await each.close();
    });
    const fresh = options.fresh ?? true;
    describe('append', () => appendContract(under, fresh));
    describe('refuses', () => refusalContract(under, fresh));
    describe('read', () => readContract(under, fresh));
    describe('subscribe', () => subscribeContract(under, fresh));
  });
}
