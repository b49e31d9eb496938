/**
 * What the adapter does against the faults of client and server. All of it is always on; tests switch one off to see
 * that the fault is real and that the measure is what helps.
 */
export interface Countermeasures {
  /** An attempt ends when our own time is up, whatever the client does. */
  readonly ownTimeout: boolean;
  /** Conflicts are always thrown, whatever the connection string says. */
  readonly throwConflicts: boolean;
  /** `any` and `stream-exists` are pinned to the revision found, so that a repetition is recognised. */
  readonly pinRevision: boolean;
  /** Appends travel by calls of their own, so that no other call's failure is theirs. */
  readonly ownCalls: boolean;
  /** One client for one connection string in a process. */
  readonly oneClient: boolean;
  /** No second client library beside ours. */
  readonly soleLibrary: boolean;
  /** A subscription goes on after the last event that was finished, not at the client's checkpoint. */
  readonly finishedCheckpoint: boolean;
  /** Caught up is what was processed, not what the server says. */
  readonly processedCaughtUp: boolean;
  /** A subscription that ends, however it ends, is taken up again. */
  readonly resume: boolean;
  /** An event that comes a second time is dropped. */
  readonly dropRepeats: boolean;
  /** One server subscription for all local subscribers. */
  readonly sharedSubscription: boolean;
  /** A subscription that says nothing while the log grows is given up for a new one. */
  readonly watchdog: boolean;
  /** A subscription that says how far it has looked is not stuck, as long as it has not passed what it should have found. */
  readonly heedSearch: boolean;
  /** In a cluster, a node that does not answer or knows no leader is left, and another one searched for. */
  readonly leaveNode: boolean;
  /** A failed search for the cluster's leader fails its caller, not the process. */
  readonly guardReconnect: boolean;
}

export const ALL_ON: Countermeasures = {
  ownTimeout: true,
  throwConflicts: true,
  pinRevision: true,
  ownCalls: true,
  oneClient: true,
  soleLibrary: true,
  finishedCheckpoint: true,
  processedCaughtUp: true,
  resume: true,
  dropRepeats: true,
  sharedSubscription: true,
  watchdog: true,
  heedSearch: true,
  leaveNode: true,
  guardReconnect: true,
};
