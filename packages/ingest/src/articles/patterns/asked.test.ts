import { describe, expect, it } from 'vitest';
import { openPacks, packsFolder, readPack } from '../packs.ts';
import { ASKED_CLASSES } from './asked.ts';
import { compileLanguage, type PackFiles } from './language.ts';

const pack = readPack(packsFolder(), 'en');

function withClass(name: string, entries: readonly string[]): PackFiles {
  const classes = { ...pack.words.classes, [name]: [...entries] };
  return { ...pack, words: { ...pack.words, classes } };
}

describe('classes that are asked word by word', () => {
  it.each([
    ['a phrase', ['republic', 'united kingdom'], 'united kingdom'],
    ['a word with a hyphen', ['co-operative', 'united'], 'co-operative'],
    ['a phrase of a class that they name', ['{officenoun}'], 'prime minister'],
  ])('hold no %s: the pack is refused by name', (_, entries, culprit) => {
    expect(() => compileLanguage(withClass('formalword', entries))).toThrow(
      `en/words.yaml: {formalword} is asked word by word and holds "${culprit}"`,
    );
  });

  it('may hold phrases where only patterns name them', () => {
    expect(() => compileLanguage(withClass('officenoun', ['president', 'prime minister']))).not.toThrow();
  });

  it('exist in at least one language each', () => {
    const languages = [...openPacks().readers.values()].map((reader) => reader.language);
    const unknown = ASKED_CLASSES.filter((name) => languages.every((language) => language.classSymbol(name) === null));
    expect(unknown).toEqual([]);
  });

  // What a language says otherwise: "le secrétaire général de l'ONU" puts the office in front, "franco-" is no word alone.
  it.each([
    ['fr', ['halfnation', 'unionhead']],
    ['en', []],
  ])('exist in %s but for those that it has no use for', (language, without) => {
    const reader = openPacks().readers.get(language);
    const unknown = ASKED_CLASSES.filter((name) => reader?.language.classSymbol(name) === null);
    expect(unknown).toEqual(without);
  });
});
