import type { CompiledRule, Language } from '../patterns/language.ts';
import { holds } from '../patterns/lexicon.ts';
import { findAll, type Match } from '../patterns/match.ts';
import { isClass } from '../resolve/parties.ts';
import { addTag, removeTag, type Sentence, TAG, type TagName } from '../text/sentence.ts';
import { tagCapitals } from './capitals.ts';
import type { DateMention } from './dates.ts';
import { tagFormalNames } from './formal.ts';
import type { Gazetteer } from './gazetteer.ts';
import { tagNames } from './names.ts';
import { dateMention, type Quantity, quantity, type ValueTables, valueTables } from './values.ts';

/** What a term tag means: the value its rule gives it. */
export interface Term {
  readonly value: string;
  readonly rule: string;
}

/** True when a word that every match holds does not stand in a sentence. Tags are not all known yet; what needs one may get it. */
function lacksWord({ program: { needs } }: CompiledRule, bits: readonly number[]): boolean {
  for (let i = 0; i < needs.length; i += 2) if (needs[i + 1] === 0 && !holds(bits, needs[i] as number)) return true;
  return false;
}

/** Rules that the words of a sentence set off, by stage, each stage in the pack's order. */
export function triggered(
  { bits }: Sentence,
  { rules, firstAnchor }: Language,
): ReadonlyMap<CompiledRule['stage'], readonly CompiledRule[]> {
  const byStage = new Map<CompiledRule['stage'], CompiledRule[]>();
  // Rules lie as the symbols of their anchors do: one bit each, of which few are set.
  for (let group = firstAnchor >>> 5; group < bits.length; group++)
    for (let left = bits[group] as number; left !== 0; left &= left - 1) {
      const rule = rules[(group << 5) + 31 - Math.clz32(left & -left) - firstAnchor];
      if (rule === undefined || lacksWord(rule, bits)) continue;
      const stage = byStage.get(rule.stage);
      if (stage) stage.push(rule);
      else byStage.set(rule.stage, [rule]);
    }
  return byStage;
}

interface Candidate {
  readonly match: Match;
  readonly type: number;
  readonly value: unknown;
}

/** Keeps the longest of overlapping candidates, the earlier rule among equals, and tags them. */
function settle(sentence: Sentence, candidates: Candidate[]): void {
  const taken = new Uint8Array(sentence.tokens.length);
  candidates.sort((a, b) => b.match.end - b.match.start - (a.match.end - a.match.start));
  for (const { match, type, value } of candidates) {
    let free = true;
    for (let i = match.start; i < match.end; i++) if (taken[i]) free = false;
    if (!free) continue;
    taken.fill(1, match.start, match.end);
    addTag(sentence, { type, start: match.start, end: match.end, value });
  }
}

const isOpen = ({ shape, month }: DateMention): boolean => shape === 'range' && month === undefined;

/** "In Singapore from 8 to 10, then in Brunei on 10 and 11 February": days without a month are of the month behind. */
function withMonth(candidates: Candidate[]): Candidate[] {
  if (!candidates.some(({ value }) => isOpen(value as DateMention))) return candidates;
  return candidates.flatMap((candidate): Candidate[] => {
    const value = candidate.value as DateMention;
    if (!isOpen(value)) return [candidate];
    const next = candidates
      .filter(({ match }) => match.start >= candidate.match.end)
      .sort((a, b) => a.match.start - b.match.start || b.match.end - a.match.end)[0];
    const { month, year, day } = (next?.value ?? {}) as DateMention;
    if (month === undefined || day === undefined || (value.day2 ?? 0) > day) return [];
    return [{ ...candidate, value: { ...value, month, ...(year === undefined ? {} : { year }) } }];
  });
}

const PLACES = TAG.state | TAG.people | TAG.capital | TAG.city;

/** Drops sums that cut a place's name in two ("2023-10 Yen Bai") and places that are part of a sum ("US dollars"). */
function withoutPlaces(sentence: Sentence, quantities: readonly Candidate[]): Candidate[] {
  const places = sentence.tags.filter((tag) => (tag.type & PLACES) !== 0);
  const kept = quantities.filter(
    ({ match, type }) =>
      type !== TAG.money ||
      places.every(
        (p) => p.end <= match.start || p.start >= match.end || (p.start >= match.start && p.end <= match.end),
      ),
  );
  for (const { match, type } of kept)
    if (type === TAG.money)
      for (const place of places) if (place.start >= match.start && place.end <= match.end) removeTag(sentence, place);
  return kept;
}

/** "300 million in the first half", not "300 million people": nothing is counted behind the number. */
function endsSum(sentence: Sentence, language: Language, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  if (word === undefined || word.punctuation) return true;
  return (['locative', 'dateprep', 'comparing'] as const).some((name) => isClass(language, name, sentence, at));
}

/** Tags sentences of one language. */
export interface Tagger {
  readonly tables: ValueTables;
  /**
   * Places, dates, quantities and names; then terms. Persons need the whole document and come later. `currency` is that of
   * the sentence before, for "it exceeded 300 million".
   */
  tag(sentence: Sentence, currency?: string): ReadonlyMap<CompiledRule['stage'], readonly CompiledRule[]>;
}

/** A tagger of a language. */
export function openTagger(language: Language, gazetteer: Gazetteer): Tagger {
  const tables = valueTables(language);
  return {
    tables,
    tag(sentence, currency) {
      const rules = triggered(sentence, language);
      gazetteer.tag(sentence);
      tagFormalNames(sentence, language);
      tagCapitals(sentence, language);
      const dates: Candidate[] = [];
      for (const rule of rules.get('date') ?? []) {
        if (rule.stage !== 'date') continue;
        for (const match of findAll(rule.program, sentence)) {
          const value = dateMention(sentence, match, rule.data, tables);
          if (value) dates.push({ match, type: TAG.date, value });
        }
      }
      settle(sentence, withMonth(dates));
      const quantities: Candidate[] = [];
      const elided: Candidate[] = [];
      for (const rule of rules.get('quantity') ?? []) {
        if (rule.stage !== 'quantity') continue;
        for (const match of findAll(rule.program, sentence)) {
          const value = quantity(sentence, match, rule.data, tables);
          if (value) (rule.data.elided ? elided : quantities).push({ match, type: TAG[rule.data.tag], value });
        }
      }
      for (const candidate of elided) {
        const before = quantities.find((q) => q.type === TAG.money && q.match.end <= candidate.match.start);
        const carried = endsSum(sentence, language, candidate.match.end) ? currency : undefined;
        const { unit = carried } = (before?.value ?? {}) as Quantity;
        if (unit !== undefined) quantities.unshift({ ...candidate, value: { ...(candidate.value as Quantity), unit } });
      }
      settle(sentence, withoutPlaces(sentence, quantities));
      tagNames(sentence, language);
      const terms = new Map<TagName, Candidate[]>();
      for (const rule of rules.get('term') ?? []) {
        if (rule.stage !== 'term') continue;
        const all = terms.get(rule.data.tag) ?? [];
        for (const match of findAll(rule.program, sentence))
          all.push({
            match,
            type: TAG[rule.data.tag],
            value: { value: rule.data.value, rule: rule.data.id } satisfies Term,
          });
        terms.set(rule.data.tag, all);
      }
      for (const all of terms.values()) settle(sentence, all);
      return rules;
    },
  };
}
