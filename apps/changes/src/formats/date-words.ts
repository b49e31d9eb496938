import type { Language } from './words.ts';

type Precision = 'day' | 'month' | 'year';
type Edge = 'from' | 'until' | 'about' | 'perhaps';

const EDGES: Readonly<Record<Language, Readonly<Record<Edge, (date: string) => string>>>> = {
  en: {
    from: (date) => `from ${date}`,
    until: (date) => `until ${date}`,
    about: (date) => `about ${date}`,
    perhaps: (date) => `perhaps ${date}`,
  },
  fr: {
    from: (date) => `à partir de ${date}`,
    until: (date) => `jusqu’à ${date}`,
    about: (date) => `vers ${date}`,
    perhaps: (date) => `peut-être ${date}`,
  },
  vi: {
    from: (date) => `từ ${date}`,
    until: (date) => `đến ${date}`,
    about: (date) => `khoảng ${date}`,
    perhaps: (date) => `có lẽ ${date}`,
  },
};

const SHAPES: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
};

interface Part {
  readonly date: Date;
  readonly precision: Precision;
  readonly mark: string;
}

const PART = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([~?%]?)$/;

/**
 * A date (EDTF or RFC 3339) in words, at its own precision: `2010-12` is « December 2010 », never a day. What is beyond
 * these words (seasons, sets, years before 1) is given as it is written.
 */
export function dateInWords(text: string, language: Language): string {
  const [first = '', second, ...more] = text.replace(/T[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '').split('/');
  if (more.length > 0) return text;
  const words = EDGES[language];
  if (second === undefined) return oneInWords(first, language) ?? text;
  const isOpen = (side: string): boolean => side === '' || side === '..';
  const [from, until] = [oneInWords(first, language), oneInWords(second, language)];
  if (isOpen(first) && until !== null) return words.until(until);
  if (isOpen(second) && from !== null) return words.from(from);
  const [a, b] = [partOf(first), partOf(second)];
  if (!a || !b || from === null || until === null) return text;
  if (a.precision !== b.precision || a.mark !== '' || b.mark !== '') return `${from} – ${until}`;
  return formatter(language, a.precision).formatRange(a.date, b.date);
}

function oneInWords(text: string, language: Language): string | null {
  const part = partOf(text);
  if (!part) return null;
  const plain = formatter(language, part.precision).format(part.date);
  const said = language === 'fr' ? plain.replace(/^1 /, '1er ') : plain;
  const words = EDGES[language];
  const around = part.mark === '~' || part.mark === '%' ? words.about(said) : said;
  return part.mark === '?' || part.mark === '%' ? words.perhaps(around) : around;
}

function partOf(text: string): Part | null {
  const m = PART.exec(text);
  if (!m) return null;
  const [, year, month, day, mark = ''] = m;
  const date = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return null;
  return { date, precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year', mark };
}

const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, precision: Precision): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  const known = FORMATTERS.get(key);
  if (known) return known;
  const locale = language === 'en' ? 'en-GB' : language;
  const made = new Intl.DateTimeFormat(locale, { ...SHAPES[precision], timeZone: 'UTC' });
  FORMATTERS.set(key, made);
  return made;
}
