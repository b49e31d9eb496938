import { partyName } from '../view/names.ts';
import { LANGUAGES } from '../words/language.ts';

/** Letters without their marks, in lower case: `Biélorussie` and `bielorussie` meet. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();
}

let names: ReadonlyMap<string, string> | null = null;

/** Names of all states in every language of the page, folded, with their codes. */
function countryNames(): ReadonlyMap<string, string> {
  if (names) return names;
  const found = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const a of letters)
    for (const b of letters)
      for (const language of LANGUAGES) {
        const name = partyName(a + b, language);
        if (name !== a + b) found.set(folded(name), a + b);
      }
  names = found;
  return found;
}

/** Codes of the states whose name, in any language of the page, begins with the words; or whose code they are. At most `most`. */
export function statesNamed(words: string, most: number): string[] {
  const wanted = folded(words.trim());
  if (wanted.length < 2) return [];
  const codes = new Set<string>();
  for (const [name, code] of countryNames()) {
    if (name === wanted || code.toLowerCase() === wanted) return [code];
    if (wanted.length > 2 && name.startsWith(wanted)) codes.add(code);
  }
  return [...codes].slice(0, most);
}
