import type { Words } from '../words/en.ts';
import type { Language } from '../words/language.ts';

/** Loads the dictionary of one language; the others stay on the server. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'en':
      return (await import('../words/en.ts')).en;
    case 'fr':
      return (await import('../words/fr.ts')).fr;
    case 'vi':
      return (await import('../words/vi.ts')).vi;
  }
}
