import { isLanguage } from '../words/language.ts';
import type { Manner, Refused, View } from './view.ts';

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
  'contested',
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
      contested: text('contested') === 'true',
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
      ...unusual(search, 'contested', ['true']),
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
