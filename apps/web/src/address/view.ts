import type { Language } from '../words/language.ts';

/** How a page is asked for, besides what it is about: kept through every link. */
export interface Manner {
  /** Language that the address names; `null` = as the reader's browser asks. */
  readonly lang: Language | null;
  readonly theme: 'light' | 'dark' | null;
  /** True where the page stands inside another one: without its own header and footer. */
  readonly embed: boolean;
}

/** Which part of a relation is looked at. Absent parts of the address are `null` or empty. */
export interface View extends Manner {
  readonly from: string | null;
  readonly to: string | null;
  readonly certainty: 'possible' | 'certain';
  readonly category: readonly string[];
  readonly kind: readonly string[];
  readonly status: readonly string[];
  readonly source: readonly string[];
  /** Only entries whose sources contradict each other. */
  readonly contested: boolean;
  readonly scope: 'all' | 'exact';
  readonly order: 'newest' | 'oldest';
  readonly asReported: string | null;
  readonly asRecorded: string | null;
  readonly epoch: string | null;
  readonly after: string | null;
}

/** What of an address was not understood. */
export interface Refused {
  readonly name: string;
  /** What the API says about it; `null` = the page knows no parameter of this name. */
  readonly detail: string | null;
}

/** The address of a view: parameters in one order, those that say what is usual left out. */
export function toSearch(view: Partial<View>): string {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null | undefined | false): void => {
    if (value !== null && value !== undefined && value !== false && value !== '') search.set(name, value);
  };
  put('from', view.from);
  put('to', view.to);
  put('certainty', view.certainty === 'certain' && 'certain');
  for (const name of ['category', 'kind', 'status', 'source'] as const) put(name, view[name]?.join(','));
  put('contested', view.contested === true && 'true');
  put('scope', view.scope === 'exact' && 'exact');
  put('order', view.order === 'oldest' && 'oldest');
  put('asReported', view.asReported);
  put('asRecorded', view.asRecorded);
  put('epoch', view.epoch);
  put('after', view.after);
  put('lang', view.lang);
  put('theme', view.theme);
  put('embed', view.embed === true && '1');
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** Only the manner of a view, for links to other pages. What was known is kept too: a link inside a pinned page stays pinned. */
export function mannerOf(view: Partial<View>): Partial<View> {
  const { lang = null, theme = null, embed = false, asReported = null, asRecorded = null, epoch = null } = view;
  return { lang, theme, embed, asReported, asRecorded, epoch };
}
