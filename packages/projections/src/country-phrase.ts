/** How a country's name stands in a sentence: as its subject, after « of », or as a place where something is. */
export const PHRASES = ['the', 'of', 'in', 'to'] as const;
export type Phrase = (typeof PHRASES)[number];

/** English names that take an article. */
const ENGLISH_THE = new Set('AE BS CD CF CG CK DO FO GB GM KM KY MH MV NL PH PS SB SU TC UN US VA VD VG VI'.split(' '));

/** French names in the plural, without an article, and those whose gender their ending does not tell. */
const FRENCH_PLURAL = new Set('AE AX BM BS CC CK FJ FK FO IC KM KY MH MP MV NL PH PN PS SB SC TC US VG VI'.split(' '));
const FRENCH_BARE = new Set(
  'AD AG BB BH CU CW CY DJ GI GU HK HT IL KI KN LC MC MG MO MT MU NR OM PR SG SM ST TT TV TW VC VU XK'.split(' '),
);
const FRENCH_FEMININE = new Set('CF CI DM DO GW KP KR MK SL VD'.split(' '));
const FRENCH_MASCULINE = new Set('BZ KH MX MZ SR ZW'.split(' '));

/** A country's name in an English phrase. Other languages than these two need no more than the name. */
export function englishPhrase(code: string, name: string, phrase: Phrase): string {
  const full = ENGLISH_THE.has(code) ? `the ${name}` : name;
  return phrase === 'the' ? full : `${phrase} ${full}`;
}

/** A country's name in a French phrase: « le Viêt Nam », « du Viêt Nam », « au Viêt Nam ». */
export function frenchPhrase(code: string, name: string, phrase: Phrase): string {
  if (FRENCH_PLURAL.has(code)) return said(phrase, `les ${name}`, `des ${name}`, `aux ${name}`);
  if (FRENCH_BARE.has(code))
    return said(phrase, name, `${/^[AEIOUYÉÎ]/.test(name) ? 'd’' : 'de '}${name}`, `à ${name}`);
  const feminine = FRENCH_FEMININE.has(code) || (name.endsWith('e') && !FRENCH_MASCULINE.has(code));
  if (/^[AEIOUÉÎ]/.test(name)) return said(phrase, `l’${name}`, `de l’${name}`, `en ${name}`);
  return feminine
    ? said(phrase, `la ${name}`, `de la ${name}`, `en ${name}`)
    : said(phrase, `le ${name}`, `du ${name}`, `au ${name}`);
}

function said(phrase: Phrase, the: string, of: string, place: string): string {
  if (phrase === 'the') return the;
  return phrase === 'of' ? of : place;
}
