import { showDate } from '../time/show.ts';
import type { Setting } from './context.ts';
import { partyName } from './names.ts';

/** A value of an attribute in words. */
export function valueText(value: unknown, { language, words }: Pick<Setting, 'language' | 'words'>, name = ''): string {
  if (value === null || value === undefined) return '–';
  if (name === 'occurred' || name === 'horizon') return showDate(String(value), language, words);
  if (name === 'status') return words.statuses[String(value)] ?? String(value);
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (typeof value === 'number') return new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(value);
  if (Array.isArray(value)) return value.map((one) => valueText(one, { language, words }, name)).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, one]) => `${valueText(key, { language, words })}${words.colon}${valueText(one, { language, words })}`)
      .join('; ');
  const text = String(value);
  return /^[A-Z]{2}$/.test(text) ? partyName(text, language) : text;
}

/** Attributes that say something to a reader: without those that the status and the date say already. */
export function tellingAttributes(attributes: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(attributes).filter(
    ([name, value]) => name !== 'status' && value !== null && value !== undefined && value !== false && value !== '',
  );
}
