import { type Signal, signal } from '@preact/signals';
import type { Refused, View } from '../address/view.ts';
import type { RelationBoot } from '../model/boot.ts';
import { type RelationData, wholeSpan } from '../model/relation-data.ts';
import type { Span } from '../time/scale.ts';
import type { Actions, Densities } from '../view/actions.ts';
import type { Change } from '../view/entry-list.tsx';
import type { Words } from '../words/en.ts';
import type { Language } from '../words/language.ts';
import { lazyPlayer } from './player.ts';

/** What is shown. */
export interface Shown {
  readonly data: RelationData;
  readonly view: View;
  readonly refused: readonly Refused[];
  readonly change: Change | null;
}

/** How an address is entered: as a new one, in the place of this one, or not at all. */
export type How = 'push' | 'replace' | 'stay';

/** The state of a relation's page. */
export interface PageState {
  readonly id: string;
  readonly language: Language;
  readonly words: Words;
  readonly shown: Signal<Shown>;
  readonly busy: Signal<boolean>;
  readonly densities: Signal<Densities | null>;
}

/** The page's state and everything that changes it. */
export interface Model extends PageState {
  readonly ready: Signal<boolean>;
  /** Stretch of time that covers everything shown so far: the axis stands still while what was known is played. */
  widest(): Span;
  readonly actions: Actions;
  /** Shows the view of an address. */
  follow(search: string, how: How): void;
  /** Loads what is shown anew and marks what changed. */
  refresh(): Promise<void>;
}

/** Opens the model over what the server rendered. What fetches is loaded when it is first needed. */
export function openModel(boot: RelationBoot, words: Words): Model {
  const { language, data, view, refused, now } = boot;
  const page: PageState = {
    id: data.id,
    language,
    words,
    shown: signal<Shown>({ data, view, refused, change: null }),
    busy: signal(false),
    densities: signal<Densities | null>(null),
  };
  const loaded = () => import('./show.ts');
  const show = async (change: Partial<View>, how: How) =>
    (await loaded()).showView(page, { ...page.shown.value.view, after: null, ...change }, how);
  const player = lazyPlayer({
    id: data.id,
    words,
    language,
    now,
    view: () => page.shown.value.view,
    show: (asReported) => show({ asReported }, 'replace'),
  });
  let widest = wholeSpan(data);
  if (data.next !== null) void loaded().then(({ countDense }) => countDense(page));
  return {
    ...page,
    ready: signal(false),
    widest: () => {
      const { from, to } = wholeSpan(page.shown.value.data);
      widest = { from: Math.min(from, widest.from), to: Math.max(to, widest.to) };
      return widest;
    },
    actions: {
      go: (change) => void show(change, 'push'),
      more: () => void loaded().then(({ showMore }) => showMore(page)),
      busy: page.busy,
      densities: page.densities,
      player,
    },
    follow: (search, how) => {
      player.pause();
      void loaded().then(({ showAddress }) => showAddress(page, search, how));
    },
    refresh: async () => {
      await show({}, 'stay');
    },
  };
}
