import { isLanguage, type Language } from '../words/language.ts';

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

/** What an address asks for, and what of it was not understood. */
export interface Parsed<T> {
  readonly view: T;
  readonly refused: readonly Refused[];
}

const MANNER = ['lang', 'theme', 'embed'] as const;

/** The manner that an address asks for. Names other than `known` and those of the manner are refused. */
export function parseManner(search: URLSearchParams, known: readonly string[]): Parsed<Manner> {
  const refused: Refused[] = [];
  const names: readonly string[] = [...MANNER, ...known];
  for (const name of new Set(search.keys())) if (!names.includes(name)) refused.push({ name, detail: null });
  const word = <T extends string>(name: string, allowed: readonly T[]): T | null => {
    const value = search.get(name);
    if (value === null || value === '') return null;
    const found = allowed.find((one) => one === value);
    if (found === undefined) refused.push({ name, detail: `${allowed.join(', ')} – ${value.slice(0, 50)}` });
    return found ?? null;
  };
  const lang = word('lang', ['en', 'fr', 'vi']);
  return {
    view: {
      lang: lang !== null && isLanguage(lang) ? lang : null,
      theme: word('theme', ['light', 'dark']),
      embed: word('embed', ['1']) !== null,
    },
    refused,
  };
}

const PARAMETERS = [
  'from',
  'to',
  'certainty',
  'category',
  'kind',
  'status',
  'source',
  'scope',
  'order',
  'asReported',
  'asRecorded',
  'epoch',
  'after',
] as const;

/** The view of a relation that an address asks for. Values that only the API can judge are taken as they are. */
export function parseView(search: URLSearchParams): Parsed<View> {
  const { view: manner, refused } = parseManner(search, PARAMETERS);
  const text = (name: string): string | null => search.get(name)?.trim() || null;
  const words = (name: string): string[] =>
    [
      ...new Set(
        search
          .getAll(name)
          .flatMap((value) => value.split(','))
          .map((word) => word.trim()),
      ),
    ].filter(Boolean);
  return {
    view: {
      ...manner,
      from: text('from'),
      to: text('to'),
      certainty: text('certainty') === 'certain' ? 'certain' : 'possible',
      category: words('category'),
      kind: words('kind'),
      status: words('status'),
      source: words('source'),
      scope: text('scope') === 'exact' ? 'exact' : 'all',
      order: text('order') === 'oldest' ? 'oldest' : 'newest',
      asReported: text('asReported'),
      asRecorded: text('asRecorded'),
      epoch: text('epoch'),
      after: text('after'),
    },
    refused: [
      ...refused,
      ...unusual(search, 'certainty', ['possible', 'certain']),
      ...unusual(search, 'scope', ['all', 'exact']),
      ...unusual(search, 'order', ['newest', 'oldest']),
    ],
  };
}

function unusual(search: URLSearchParams, name: string, allowed: readonly string[]): Refused[] {
  const value = search.get(name);
  return value === null || value === '' || allowed.includes(value)
    ? []
    : [{ name, detail: `${allowed.join(', ')} – ${value.slice(0, 50)}` }];
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
