import type { CompiledRule, Language } from '../patterns/language.ts';
import type { Match } from '../patterns/match.ts';
import type { Sentence } from '../text/sentence.ts';
import type { DateMention } from './dates.ts';

/** A number or an amount of money in a text. */
export interface Quantity {
  readonly value: number;
  /** Upper value of a span such as `1.1-1.2 billion`. */
  readonly upper?: number;
  /** ISO 4217; absent for a plain number. */
  readonly unit?: string;
  readonly hedge?: 'approx' | 'atLeast' | 'atMost';
}

/** Words of a language by their value: months, weekdays, ordinals, scales, currencies. */
export interface ValueTables {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  readonly currencies: ReadonlyMap<string, string>;
  readonly hedges: ReadonlyMap<string, NonNullable<Quantity['hedge']>>;
}

/** Misspellings of a long word that lack one inner letter (`novemre`). */
export function clipped(word: string): string[] {
  if (word.length < 6) return [];
  return Array.from({ length: word.length - 2 }, (_, i) => word.slice(0, i + 1) + word.slice(i + 2));
}

function table<V>(entries: Iterable<readonly [string, V]>): Map<string, V> {
  const map = new Map<string, V>();
  for (const [word, value] of entries) map.set(word.toLowerCase().replaceAll(' ', ''), value);
  return map;
}

/** Tables of a language. */
export function valueTables(language: Language): ValueTables {
  const known = tables.get(language);
  if (known) return known;
  const made = makeTables(language);
  tables.set(language, made);
  return made;
}

const tables = new WeakMap<Language, ValueTables>();

function makeTables({ data }: Language): ValueTables {
  const { months, weekdays, ordinals, scales, currencies } = data.language;
  const hedges = (name: string): readonly string[] => data.words.classes[`hedge.${name}`] ?? [];
  return {
    months: table(months.flatMap((all, i) => all.flatMap((m) => [m, ...clipped(m)].map((w) => [w, i + 1] as const)))),
    weekdays: table(weekdays.flatMap((all, i) => all.map((w) => [w, i] as const))),
    ordinals: table(Object.entries(ordinals)),
    scales: table(Object.entries(scales)),
    currencies: table(Object.entries(currencies).flatMap(([code, all]) => all.map((w) => [w, code] as const))),
    hedges: table((['approx', 'atLeast', 'atMost'] as const).flatMap((h) => hedges(h).map((w) => [w, h] as const))),
  };
}

function written(sentence: Sentence, match: Match, name: string): string | undefined {
  const range = match.captures[name];
  if (!range) return undefined;
  let text = '';
  for (let i = range[0]; i < range[1]; i++) text += sentence.tokens[i]?.word.lower ?? '';
  return text;
}

/** Number of a capture: digits (thousands may be apart), a number word or an ordinal. */
export function numberOf(sentence: Sentence, match: Match, name: string, tables: ValueTables): number | undefined {
  const range = match.captures[name];
  if (!range) return undefined;
  const first = sentence.tokens[range[0]]?.word;
  if (!first) return undefined;
  const all = sentence.tokens.slice(range[0], range[1]).map((t) => t.word);
  if (all.length > 1 && all.every((w) => /^\d+$/.test(w.text))) return Number(all.map((w) => w.text).join(''));
  return (
    first.number ??
    first.numeral ??
    tables.ordinals.get(first.lower) ??
    tables.ordinals.get(written(sentence, match, name) ?? '')
  );
}

/** What a date rule found; `null` when its numbers are no date. */
export function dateMention(
  sentence: Sentence,
  match: Match,
  rule: Extract<CompiledRule, { stage: 'date' }>['data'],
  tables: ValueTables,
): DateMention | null {
  const number = (name: string): number | undefined => numberOf(sentence, match, name, tables);
  const month = (name: string): number | undefined =>
    tables.months.get(written(sentence, match, name) ?? '') ?? number(name);
  const weekday = tables.weekdays.get(written(sentence, match, 'weekday') ?? '');
  const mention = {
    shape: rule.shape,
    role: rule.role,
    year: number('year'),
    month: month('month') ?? rule.month,
    day: number('day'),
    year2: number('year2'),
    month2: month('month2'),
    day2: number('day2'),
    weekday,
    count: number('n') ?? rule.part,
    offset: rule.offset,
    unit: rule.unit,
  };
  // "The Friendship Year 2022": a name.
  const opens = sentence.tokens[match.start]?.word;
  if (mention.shape === 'year' && match.start > 0 && opens?.capital && opens.text.length > 3) return null;
  // "14 Jan. 19:40": a time of day behind the month.
  const [mark, minutes] = [sentence.tokens[match.end], sentence.tokens[match.end + 1]];
  const isTime = mark?.word.text === ':' && mark.end === minutes?.start && minutes.word.number !== undefined;
  if (mention.shape === 'day' && match.captures.day?.[1] === match.end && isTime) return null;
  if (mention.month !== undefined && (mention.month < 1 || mention.month > 12)) return null;
  for (const day of [mention.day, mention.day2]) if (day !== undefined && (day < 1 || day > 31)) return null;
  const stated: Record<string, unknown> = {};
  for (const key in mention) {
    const value = mention[key as keyof typeof mention];
    if (value !== undefined) stated[key] = value;
  }
  return stated as unknown as DateMention;
}

/** What a quantity rule found; `null` when there is no number in it. */
export function quantity(
  sentence: Sentence,
  match: Match,
  rule: Extract<CompiledRule, { stage: 'quantity' }>['data'],
  tables: ValueTables,
): Quantity | null {
  const value = numberOf(sentence, match, 'n', tables) ?? rule.value;
  if (value === undefined) return null;
  const upper = numberOf(sentence, match, 'n2', tables);
  // "Rose in 2014 to 220 million": a year and a sum, no span.
  if (upper !== undefined && upper <= value) return null;
  const scale = tables.scales.get(written(sentence, match, 'scale') ?? '') ?? 1;
  const unit = rule.unit ?? tables.currencies.get(written(sentence, match, 'unit') ?? '');
  if (rule.tag === 'money' && unit === undefined) return null;
  const hedge = tables.hedges.get(written(sentence, match, 'hedge') ?? '');
  // "1 billion 800 million dollars"
  const low = numberOf(sentence, match, 'low', tables) ?? 0;
  const rest = low * (tables.scales.get(written(sentence, match, 'lowscale') ?? '') ?? 0);
  const times = (n: number): number => Math.round((n * scale + rest) * 1e6) / 1e6;
  return {
    value: times(value),
    ...(upper === undefined ? {} : { upper: times(upper) }),
    ...(unit === undefined ? {} : { unit }),
    ...(hedge === undefined ? {} : { hedge }),
  };
}
