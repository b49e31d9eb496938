import { type Kind, kindOf, levelOf } from '@foedera/schema';
import type { Entry } from './model.ts';

const LANGUAGES = ['en', 'fr', 'vi'] as const;
type Language = (typeof LANGUAGES)[number];

/** One-line headline of an entry in every language of the product, from its kind's template and its attributes. */
export function headlineOf(kind: Kind, attributes: Entry['attributes']): Entry['headline'] {
  const { headline } = kindOf(kind);
  return {
    en: fill(headline.en, 'en', attributes),
    fr: fill(headline.fr, 'fr', attributes),
    vi: fill(headline.vi, 'vi', attributes),
  };
}

const COUNTRY_NAMES = Object.fromEntries(
  LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type: 'region' })]),
) as Record<Language, Intl.DisplayNames>;
const numbers = (options: Intl.NumberFormatOptions): Record<Language, Intl.NumberFormat> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, new Intl.NumberFormat(language, options)])) as Record<
    Language,
    Intl.NumberFormat
  >;
/** 1,500 is said as it is, 95,800,000 as 95.8 million. */
const COUNTS = numbers({ maximumFractionDigits: 2 });
const AMOUNTS = numbers({ notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 2 });
/** Names asked for so far; at most one for each language and pair of letters. */
const NAMES = new Map<string, string>();
const FORMER: Readonly<Record<string, Record<Language, string>>> = {
  SU: { en: 'Soviet Union', fr: 'Union soviétique', vi: 'Liên Xô' },
  VD: {
    en: 'Democratic Republic of Viet Nam',
    fr: 'République démocratique du Viêt Nam',
    vi: 'Việt Nam Dân chủ Cộng hòa',
  },
};

/** Name of a party code in a language; the code itself when no name is known. */
export function partyName(code: string, language: Language): string {
  if (FORMER[code]) return FORMER[code][language];
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const known = NAMES.get(`${language}${code}`);
  if (known !== undefined) return known;
  const name = COUNTRY_NAMES[language].of(code) ?? code;
  NAMES.set(`${language}${code}`, name);
  return name;
}

function fill(template: string, language: Language, attributes: Entry['attributes']): string {
  for (const choice of template.split(' || ')) {
    // Brackets first: what a source wrote is put in last, and is never read as a template.
    const parts = choice.split(/(\[[^\]]*\])/).map((part) => {
      const optional = part.startsWith('[');
      return expand(optional ? part.slice(1, -1) : part, language, attributes) ?? (optional ? '' : null);
    });
    if (parts.every((part) => part !== null)) return language === 'fr' ? elided(parts.join('')) : parts.join('');
  }
  return template;
}

/** French: « de » before a vowel is « d’ ». */
function elided(text: string): string {
  return text.replace(/\bde (?=[AEIOUYÀÂÉÈÊËÎÏÔÙÛaeiouyàâéèêëîïôùû])/g, 'd’');
}

/** Text with its attributes put in; `null` when one of them is not stated. */
function expand(text: string, language: Language, attributes: Entry['attributes']): string | null {
  let complete = true;
  const filled = text.replace(/\{([\w|]+)\}/g, (_, names: string) => {
    const value = names
      .split('|')
      .map((name) => show(name, attributes[name], language))
      .find((v) => v !== '');
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? filled : null;
}

/** Words of a vocabulary that appear in headlines, where the source's own word is the English one. */
const VOCABULARY: Readonly<Record<string, { readonly fr: string; readonly vi: string }>> = {
  embassy: { fr: 'ambassade', vi: 'đại sứ quán' },
  'consulate-general': { fr: 'consulat général', vi: 'tổng lãnh sự quán' },
  consulate: { fr: 'consulat', vi: 'lãnh sự quán' },
  'liaison office': { fr: 'bureau de liaison', vi: 'văn phòng liên lạc' },
  'permanent mission': { fr: 'mission permanente', vi: 'phái đoàn thường trực' },
  state: { fr: 'visite d’État', vi: 'cấp nhà nước' },
  official: { fr: 'officielle', vi: 'chính thức' },
  'official-working': { fr: 'officielle de travail', vi: 'làm việc chính thức' },
  working: { fr: 'de travail', vi: 'làm việc' },
  private: { fr: 'privée', vi: 'cá nhân' },
  transit: { fr: 'en transit', vi: 'quá cảnh' },
  extended: { fr: 'transmise', vi: 'được gửi' },
  accepted: { fr: 'acceptée', vi: 'được chấp nhận' },
  call: { fr: 'appel', vi: 'điện đàm' },
  letter: { fr: 'lettre', vi: 'thư' },
  message: { fr: 'message', vi: 'điện' },
};
const FROM_VOCABULARY = new Set(['mission', 'visitKind', 'act', 'channel']);

function show(name: string, value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return (value < 1_000_000 ? COUNTS : AMOUNTS)[language].format(value);
  if (Array.isArray(value))
    return value
      .map((v) => show(name, v, language))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'object') return '';
  const text = String(value);
  if (name === 'level') return levelOf(text).label[language];
  if (name === 'visitKind' && text === 'other') return '';
  if (FROM_VOCABULARY.has(name) && language !== 'en') return VOCABULARY[text]?.[language] ?? text;
  return /^[A-Z]{2}$/.test(text) ? partyName(text, language) : text;
}
