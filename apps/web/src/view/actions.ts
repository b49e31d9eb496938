import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { View } from '../address/view.ts';
import type { Span } from '../time/scale.ts';

/** What the reader can do where scripts run; everywhere else links and forms do it. */
export interface Actions {
  /** Shows another part of the relation. */
  go(change: Partial<View>): void;
  /** Adds the next entries to the list. */
  more(): void;
  /** True while something is being fetched. */
  readonly busy: ReadonlySignal<boolean>;
  readonly player: Player;
  /** Counts of entries by category, where there are too many to draw. */
  readonly densities: ReadonlySignal<Densities | null>;
}

/** Moves through what was known. Dates are `YYYY-MM-DD`. */
export interface Player {
  /** Days on which something was reported, in order; `null` until they are loaded. */
  readonly steps: ReadonlySignal<readonly string[] | null>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: ReadonlySignal<number>;
  /** What the last step brought, in words. */
  readonly said: ReadonlySignal<string>;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Shows what was known on a day; the days after the last step are today. */
  seek(day: string): void;
  /** Loads the steps, so that the slider can show them. */
  prepare(): void;
}

/** How many entries there are in stretches of time, by category. */
export type Densities = ReadonlyMap<string, readonly (Span & { readonly count: number })[]>;

const ActionsContext = createContext<Actions | null>(null);
export const ActionsProvider = ActionsContext.Provider;

/** What the reader can do; `null` without scripts. */
export function useActions(): Actions | null {
  return useContext(ActionsContext);
}
