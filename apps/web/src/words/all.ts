import { en, type Words } from './en.ts';
import { enMore, type MoreWords } from './en-more.ts';
import { fr } from './fr.ts';
import { frMore } from './fr-more.ts';
import type { Language } from './language.ts';
import { vi } from './vi.ts';
import { viMore } from './vi-more.ts';

/** Every word of a language, for the server; a browser loads only what it needs, of one language. */
export function wordsOf(language: Language): { readonly words: Words; readonly more: MoreWords } {
  switch (language) {
    case 'en':
      return { words: en, more: enMore };
    case 'fr':
      return { words: fr, more: frMore };
    case 'vi':
      return { words: vi, more: viMore };
  }
}
