import { type Kind, kindOf, levelOf } from '@foedera/schema';
import type { Entry } from './model.ts';

const LANGUAGES = ['en', 'fr', 'vi'] as const;
type Language = (typeof LANGUAGES)[number];

/** One-line headline of an entry in every language of the product, from its kind's template and its attributes. */
export function headlineOf(kind: Kind, parties: readonly string[], attributes: Entry['attributes']): Entry['headline'] {
  const { headline } = kindOf(kind);
  return {
    en: fill(headline.en, 'en', parties, attributes),
    fr: fill(headline.fr, 'fr', parties, attributes),
    vi: fill(headline.vi, 'vi', parties, attributes),
  };
}

const COUNTRY_NAMES = Object.fromEntries(
  LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type: 'region' })]),
) as Record<Language, Intl.DisplayNames>;
const NUMBERS = Object.fromEntries(LANGUAGES.map((language) => [language, new Intl.NumberFormat(language)])) as Record<
  Language,
  Intl.NumberFormat
>;
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
  return COUNTRY_NAMES[language].of(code) ?? code;
}

function fill(
  template: string,
  language: Language,
  parties: readonly string[],
  attributes: Entry['attributes'],
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'parties') return parties.map((p) => partyName(p, language)).join(' – ');
    return show(name, attributes[name], language);
  });
  // What a source leaves out leaves its separators behind: "Visit:  to Belarus", "Trade: ".
  return filled
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*[:,]\s*$/, '')
    .replace(/:\s*(to|,)\s+/, ': ')
    .replace(/\s+([:,])\s+/g, language === 'fr' ? ' $1 ' : '$1 ')
    .replace(/ ,/g, ',')
    .trim();
}

function show(name: string, value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return NUMBERS[language].format(value);
  if (Array.isArray(value))
    return value
      .map((v) => show(name, v, language))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'object') return '';
  const text = String(value);
  if (name === 'level') return levelOf(text).label[language];
  return /^[A-Z]{2}$/.test(text) ? partyName(text, language) : text;
}
