import { type Signal, signal } from '@preact/signals';
import type { View } from '../address/view.ts';
import type { Player } from '../view/actions.ts';
import type { Words } from '../words/en.ts';
import type { Language } from '../words/language.ts';
import type { Difference } from './change.ts';

/** What a player moves. */
export interface PlayerOptions {
  readonly id: string;
  readonly words: Words;
  readonly language: Language;
  /** Day of the clock. */
  readonly now: string;
  readonly view: () => View;
  /** Shows what was known on a day, `null` = today; resolves with what that changed. */
  readonly show: (asReported: string | null) => Promise<Difference | null>;
}

/** What a player tells. */
export interface PlayerSignals {
  readonly steps: Signal<readonly string[] | null>;
  readonly playing: Signal<boolean>;
  readonly speed: Signal<number>;
  readonly said: Signal<string>;
}

/** What moves a player, loaded when it is first touched. */
export interface Engine {
  play(): void;
  stop(): void;
  seek(day: string): void;
  prepare(): void;
}

/** A player that is loaded when it is first touched. */
export function lazyPlayer(options: PlayerOptions): Player {
  const signals: PlayerSignals = {
    steps: signal<readonly string[] | null>(null),
    playing: signal(false),
    speed: signal(1),
    said: signal(''),
  };
  let loading: Promise<Engine> | null = null;
  const engine = (): Promise<Engine> => {
    loading ??= import('./play.ts').then(({ openEngine }) => openEngine(options, signals));
    return loading;
  };
  return {
    ...signals,
    play: () => {
      signals.playing.value = true;
      void engine().then((one) => one.play());
    },
    pause: () => {
      signals.playing.value = false;
      void loading?.then((one) => one.stop());
    },
    setSpeed: (speed) => {
      signals.speed.value = speed;
    },
    seek: (day) => void engine().then((one) => one.seek(day)),
    prepare: () => void engine().then((one) => one.prepare()),
  };
}
