import type { RecordedEvent } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';

/** An event with its place among all Foedera events: 1, 2, 3 … in log order, the same on every backend. */
export interface SequencedEvent extends RecordedEvent {
  readonly seq: number;
}

/** Applies events to the read model, inside the runner's transaction. No clock, no randomness, no network. */
export interface Projector {
  apply(event: SequencedEvent): void;
  /** Called before the transaction commits: writes what was gathered over its events. */
  flush?(): void;
}

/** A read model: its tables and how events change them. */
export interface ReadModel {
  /** File name stem and name in metrics: `timeline`, `changes`. */
  readonly name: string;
  /** Hash of the rules that make this model out of the log; another epoch is another model. */
  readonly epoch: string;
  /** SQL that makes the tables, and the indexes that applying events needs. */
  readonly tables: string;
  /** SQL that makes the indexes that only queries need: a rebuild makes them last. */
  readonly indexes: string;
  open(db: Database): Projector;
}
