import type { MoreWords } from '../words/en-more.ts';
import type { Language } from '../words/language.ts';

/** Loads the words that a page needs later. */
export async function moreWords(language: Language): Promise<MoreWords> {
  switch (language) {
    case 'en':
      return (await import('../words/en-more.ts')).enMore;
    case 'fr':
      return (await import('../words/fr-more.ts')).frMore;
    case 'vi':
      return (await import('../words/vi-more.ts')).viMore;
  }
}
