import type { Language } from '../words/language.ts';

const displays = new Map<Language, Intl.DisplayNames>();

/** Names of states that are no longer, which no platform knows. */
const FORMER: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  SU: { en: 'Soviet Union', fr: 'Union soviétique', vi: 'Liên Xô' },
  VD: {
    en: 'Democratic Republic of Viet Nam',
    fr: 'République démocratique du Viêt Nam',
    vi: 'Việt Nam Dân chủ Cộng hòa',
  },
};

/** Name of a state, union or organisation; the code itself where none is known. */
export function partyName(code: string, language: Language): string {
  const former = FORMER[code];
  if (former) return former[language];
  if (!/^[A-Z]{2}$/.test(code)) return code;
  let display = displays.get(language);
  if (!display) {
    display = new Intl.DisplayNames([language], { type: 'region' });
    displays.set(language, display);
  }
  return display.of(code) ?? code;
}

/** Names of several, with dashes: a relation. */
export function relationName(id: string, language: Language): string {
  return id
    .split('-')
    .map((code) => partyName(code, language))
    .join(' – ');
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
