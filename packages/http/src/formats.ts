import { ApiError } from './errors.ts';

/** Formats by name: media type, and the suffixes that ask for one in an address. */
export const FORMATS = {
  json: { type: 'application/json', suffixes: ['json'] },
  ndjson: { type: 'application/x-ndjson', suffixes: ['ndjson', 'jsonl'] },
  csv: { type: 'text/csv', suffixes: ['csv'] },
  parquet: { type: 'application/vnd.apache.parquet', suffixes: ['parquet'] },
  ics: { type: 'text/calendar', suffixes: ['ics'] },
  atom: { type: 'application/atom+xml', suffixes: ['atom'] },
  jsonfeed: { type: 'application/feed+json', suffixes: ['jsonfeed'] },
  markdown: { type: 'text/markdown', suffixes: ['md'] },
  jsonld: { type: 'application/ld+json', suffixes: ['jsonld'] },
  sse: { type: 'text/event-stream', suffixes: [] },
} as const satisfies Record<string, { readonly type: string; readonly suffixes: readonly string[] }>;

export type Format = keyof typeof FORMATS;

const SUFFIX = /^([^?]*\/[^/?.]+)\.([a-z]{1,12})(\?.*)?$/;

/** An address without its suffix, and the suffix: `/v1/claims.csv?kind=visit` → `/v1/claims?kind=visit`, `csv`. */
export function splitSuffix(address: string): { readonly address: string; readonly suffix: string | null } {
  const m = SUFFIX.exec(address);
  return m ? { address: `${m[1]}${m[3] ?? ''}`, suffix: m[2] as string } : { address, suffix: null };
}

/**
 * The format to answer in: the suffix decides, else `Accept`, else the first one offered.
 * @throws ApiError `not-acceptable` when none of those asked for is offered
 */
export function negotiate(offered: readonly Format[], suffix: string | null, accept: string | undefined): Format {
  const first = offered[0];
  if (first === undefined) throw new RangeError('negotiate: no format is offered');
  if (suffix !== null) {
    const format = offered.find((name) => (FORMATS[name].suffixes as readonly string[]).includes(suffix));
    if (format) return format;
    throw notAcceptable(`.${suffix}`, offered);
  }
  if (accept === undefined || accept === '' || accept === '*/*') return first;
  const best = preferred(offered, parseAccept(accept));
  if (best) return best;
  throw notAcceptable(accept, offered);
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function parseAccept(accept: string): Range[] {
  return accept.split(',', 50).map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = parameters.find((p) => p.startsWith('q='));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    return { type, quality: Number.isFinite(quality) ? quality : 0 };
  });
}

/** The most specific range that matches a type says how welcome it is; of equally welcome ones the first offered wins. */
function preferred(offered: readonly Format[], ranges: readonly Range[]): Format | undefined {
  let best: { format: Format; quality: number } | undefined;
  for (const format of offered) {
    const { type } = FORMATS[format];
    const wildcard = `${type.slice(0, type.indexOf('/'))}/*`;
    const range = [type, wildcard, '*/*'].map((t) => ranges.find((r) => r.type === t)).find((r) => r !== undefined);
    if (range && range.quality > 0 && (!best || range.quality > best.quality))
      best = { format, quality: range.quality };
  }
  return best?.format;
}

function notAcceptable(asked: string, offered: readonly Format[]): ApiError {
  const types = offered.map((name) => FORMATS[name].type);
  return new ApiError('not-acceptable', `asked for ${asked}, found ${types.join(', ')}`, {
    extra: { available: types },
    errors: asked.startsWith('.') ? [] : [{ in: 'header', pointer: '#/accept', detail: 'no such format here' }],
  });
}
