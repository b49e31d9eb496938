import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { mannerOf, toSearch, type View } from '../address/view.ts';
import type { Words } from '../words/en.ts';
import type { Language } from '../words/language.ts';

/** What every part of a page needs to word itself and to link on. */
export interface Setting {
  readonly language: Language;
  readonly words: Words;
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
