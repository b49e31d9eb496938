import type { Reader } from '../packs.ts';
import type { CompiledRule } from '../patterns/language.ts';
import { isClass } from '../resolve/mentions.ts';
import { type Turn, turnsOf } from '../resolve/modality.ts';
import type { Place } from '../tags/gazetteer.ts';
import { surnamesOf, tagSurnames } from '../tags/names.ts';
import { registryOf, tagPersons } from '../tags/persons.ts';
import type { Quantity } from '../tags/values.ts';
import { addTag, openSentence, removeTag, type Sentence, TAG, type Tag } from '../text/sentence.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Token } from '../text/tokens.ts';
import type { View } from '../text/view.ts';
import type { Zone } from '../text/zones.ts';
import { datelineLength } from './dateline.ts';

/** A tagged sentence, the rules that its words set off, and its turns of phrase. */
export interface ReadSentence {
  readonly sentence: Sentence;
  readonly rules: ReadonlyMap<CompiledRule['stage'], readonly CompiledRule[]>;
  readonly turns: readonly Turn[];
}

/** Links lead to other articles: they are the only zone that is not read. */
const isRead = (zone: Zone): boolean => zone.kind !== 'link';

/** Currency of the sum that a sentence names last. */
function currencyOf({ tags }: Sentence): string | undefined {
  const money = (tags as Tag[]).findLast((tag) => tag.type === TAG.money) as Tag<Quantity> | undefined;
  return money?.value.unit;
}

/** States whose people and short name are those of another: the first as a rule, the second where only it is named. */
const SHARED: readonly (readonly [string, string])[] = [['CG', 'CD']];

/** "Le ministre congolais", in an article that names Kinshasa and never Brazzaville: the other of two states. */
function settlePeoples(sentences: readonly Sentence[]): void {
  for (const [usual, other] of SHARED) {
    const tags = sentences.flatMap((sentence) => sentence.tags as Tag[]);
    const isNamed = (code: string): boolean =>
      tags.some(
        (tag) => (tag.type & (TAG.state | TAG.capital | TAG.city)) !== 0 && (tag as Tag<Place>).value.code === code,
      );
    if (!isNamed(other) || isNamed(usual)) continue;
    for (const sentence of sentences)
      for (const tag of [...sentence.tags] as Tag[])
        if (tag.type === TAG.people && (tag as Tag<Place>).value.code === usual) {
          removeTag(sentence, tag);
          addTag(sentence, { ...tag, value: { ...(tag as Tag<Place>).value, code: other } });
        }
  }
}

/** Sentences of all zones in order, tagged, with the persons whom the document introduces. */
export function readSentences(view: View, zones: readonly Zone[], reader: Reader): ReadSentence[] {
  const { language, tagger } = reader;
  const abbreviations = new Set(language.data.language.abbreviations.map((a) => a.toLowerCase()));
  const all: { sentence: Sentence; rules: ReadSentence['rules'] }[] = [];
  let paragraph = 0;
  let last: Sentence | null = null;
  zones.forEach((zone, at) => {
    for (const block of zone.blocks) {
      paragraph++;
      if (!isRead(zone)) continue;
      sentencesOf(view.text, block.start, block.end, language.lexicon, abbreviations).forEach((tokens, i) => {
        const make = (
          part: readonly Token[],
          dateline: boolean,
        ): { sentence: Sentence; rules: ReadSentence['rules'] } => {
          const sentence = openSentence({ index: all.length, zone: at, paragraph, dateline }, part, language.lexicon);
          const rules = tagger.tag(sentence, last?.paragraph === paragraph ? currencyOf(last) : undefined);
          last = sentence;
          return { sentence, rules };
        };
        const whole = make(tokens, false);
        const length = i === 0 && zone.kind !== 'title' ? datelineLength(whole.sentence, language) : 0;
        if (length === 0) all.push(whole);
        else
          for (const [part, dateline] of [
            [tokens.slice(0, length), true],
            [tokens.slice(length), false],
          ] as const)
            all.push(make(part, dateline));
      });
    }
  });
  settlePeoples(all.map(({ sentence }) => sentence));
  const surnames = surnamesOf(
    all.map(({ sentence }) => sentence),
    language,
  );
  for (const { sentence } of all) tagSurnames(sentence, language, surnames);
  const registry = registryOf(
    all.map(({ sentence, rules }) => ({ sentence, rules: rules.get('person') ?? [] })),
    reader.leaders,
    (sentence, at) =>
      isClass(language, 'head', sentence, at - 1) ||
      (isClass(language, 'headof', sentence, at - 1) && isClass(language, 'headfirst', sentence, at - 2)),
  );
  return all.map(({ sentence, rules }) => {
    tagPersons(sentence, registry);
    return { sentence, rules, turns: turnsOf(sentence, rules.get('modality') ?? []) };
  });
}
