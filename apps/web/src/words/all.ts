import { en, type Words } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './language.ts';
import { vi } from './vi.ts';

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, fr, vi };

/** The dictionary of a language; the browser loads only its own. */
export function wordsOf(language: Language): Words {
  return DICTIONARIES[language];
}
