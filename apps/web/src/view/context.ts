import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { mannerOf, toSearch, type View } from '../address/view.ts';
import type { Words } from '../words/en.ts';
import type { MoreWords } from '../words/en-more.ts';
import type { Language } from '../words/language.ts';

/** What every part of a page needs to word itself and to link on. */
export interface Setting {
  readonly language: Language;
  readonly words: Words;
  /** The words that a relation's page needs later, or never; `null` until they are there. */
  readonly more: MoreWords | null;
  /** What the address asked for; links keep its manner. */
  readonly view: Partial<View>;
}

const SettingContext = createContext<Setting | null>(null);
export const SettingProvider = SettingContext.Provider;

/** The setting of the page that is being rendered. */
export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (!setting) throw new Error('useSetting: no SettingProvider above');
  return setting;
}

/** The other words of the page that is being rendered. */
export function useMore(): MoreWords {
  const { more } = useSetting();
  if (!more) throw new Error('useMore: the page has only its first words');
  return more;
}

/** Address of another page, in the same manner. */
export function hrefTo(path: string, view: Partial<View>, more = ''): string {
  const search = toSearch(mannerOf(view));
  if (more === '') return `${path}${search}`;
  return `${path}${search === '' ? '?' : `${search}&`}${more}`;
}

export function entryHref(id: string, view: Partial<View>): string {
  return hrefTo(`/entries/${id}`, view);
}

export function relationHref(id: string, view: Partial<View>): string {
  return hrefTo(`/relations/${id}`, view);
}

/** Address of another view of a relation: everything else stays as it is; paging begins again. */
export function viewHref(relation: string, view: Partial<View>, change: Partial<View>): string {
  return `/relations/${relation}${toSearch({ ...view, after: null, ...change })}`;
}
