import { isEdtf, isKind, type Kind, kindOf, levelOf } from '@foedera/schema';
import { englishPhrase, frenchPhrase, PHRASES, type Phrase } from './country-phrase.ts';
import type { Entry } from './model.ts';

const LANGUAGES = ['en', 'fr', 'vi'] as const;
type Language = (typeof LANGUAGES)[number];

/** One-line headline of an entry in every language of the product, from its kind's template and its attributes. */
export function headlineOf(kind: Kind, attributes: Entry['attributes']): Entry['headline'] {
  return say(kindOf(kind).headline, attributes);
}

/**
 * Templates with attributes put in. `{name}` is an attribute, `{one|other}` the first of them that is stated, `[…]` is left
 * out when one in it is not, ` || ` stands before what is said instead. `{host@in}` is a place or a party in a phrase: « in
 * the Netherlands »; `{horizon@date}` is said only when it is a date, `{horizon@text}` only when it is not.
 */
export function say(templates: Entry['headline'], attributes: Entry['attributes']): Entry['headline'] {
  return {
    en: fill(templates.en, 'en', attributes),
    fr: fill(templates.fr, 'fr', attributes),
    vi: fill(templates.vi, 'vi', attributes),
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
    if (!parts.every((part) => part !== null)) continue;
    const text = language === 'fr' ? elided(parts.join('')) : parts.join('');
    return choice.startsWith('{') ? capital(text) : text;
  }
  return template;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** French: « de » before a vowel is « d’ ». */
function elided(text: string): string {
  return text.replace(/\bde (?=[AEIOUYÀÂÉÈÊËÎÏÔÙÛaeiouyàâéèêëîïôùû])/g, 'd’');
}

/** Text with its attributes put in; `null` when one of them is not stated. */
function expand(text: string, language: Language, attributes: Entry['attributes']): string | null {
  let complete = true;
  const filled = text.replace(/\{([\w|]+)(?:@(\w+))?\}/g, (_, names: string, manner: string | undefined) => {
    const value = names
      .split('|')
      .map((name) => inManner(manner, attributes[name], show(name, attributes[name], language), language))
      .find((v) => v !== '');
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? filled : null;
}

/** What is shown of a value in the manner that a template asks for; empty when the value is none of that sort. */
function inManner(manner: string | undefined, value: unknown, shown: string, language: Language): string {
  if (shown === '' || manner === undefined) return shown;
  if (manner === 'date' || manner === 'text') return isEdtf(String(value)) === (manner === 'date') ? shown : '';
  const phrase = PHRASES.find((known) => known === manner);
  if (phrase === undefined) throw new RangeError(`a template asks for an unknown manner: ${manner}`);
  const code = typeof value === 'string' && (FORMER[value] || /^[A-Z]{2}$/.test(value)) ? value : null;
  if (language === 'vi') return shown;
  if (code !== null) return (language === 'en' ? englishPhrase : frenchPhrase)(code, shown, phrase);
  return namePhrase(shown, phrase, language);
}

/** A name that is no country's: a town, a person. */
function namePhrase(name: string, phrase: Phrase, language: 'en' | 'fr'): string {
  if (phrase === 'the') return name;
  return `${language === 'en' ? phrase : phrase === 'of' ? 'de' : 'à'} ${name}`;
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
  if (name === 'channel' && text === 'message') return '';
  if (name === 'figure' && isKind(text)) return bareKind(text, language);
  if (FROM_VOCABULARY.has(name) && language !== 'en') return VOCABULARY[text]?.[language] ?? text;
  return /^[A-Z]{2}$/.test(text) ? partyName(text, language) : text;
}

/** What a kind of fact is called inside a sentence: its headline without anything stated. */
function bareKind(kind: Kind, language: Language): string {
  const name = headlineOf(kind, {})[language];
  return name.charAt(0).toLowerCase() + name.slice(1);
}
