import { type Clock, type DateMention, resolveDate } from '../tags/dates.ts';
import type { Place } from '../tags/gazetteer.ts';
import type { NameMention } from '../tags/names.ts';
import type { Person } from '../tags/persons.ts';
import type { Term } from '../tags/tagger.ts';
import type { Quantity } from '../tags/values.ts';
import { type Sentence, TAG, type Tag, type TagName } from '../text/sentence.ts';
import type { View } from '../text/view.ts';
import type { TracedSentence } from '../types.ts';

const NAMES = Object.keys(TAG) as TagName[];

function nameOf(type: number): TagName {
  return NAMES.find((name) => TAG[name] === type) ?? 'name';
}

/** Meaning of a tag in short: a code, a number, a name, what a date says. */
function meaningOf(tag: Tag): string {
  const name = nameOf(tag.type);
  switch (name) {
    case 'state':
    case 'people':
    case 'capital':
    case 'city':
    case 'union':
    case 'agency':
      return (tag as Tag<Place>).value.code;
    case 'date': {
      const { shape, role, ...rest } = (tag as Tag<DateMention>).value;
      const said = Object.entries(rest).map(([key, value]) => `${key} ${value}`);
      return [shape, ...(role ? [role] : []), ...said].join(', ');
    }
    case 'money':
    case 'number':
    case 'percent':
    case 'ordinal': {
      const { value, upper, unit, hedge } = (tag as Tag<Quantity>).value;
      return [hedge, upper === undefined ? value : `${value}–${upper}`, unit]
        .filter((part) => part !== undefined)
        .join(' ');
    }
    case 'name':
      return (tag as Tag<NameMention>).value.text;
    case 'person': {
      const { name: called, nation } = (tag as Tag<Person>).value;
      return `${called} (${nation ?? 'home'})`;
    }
    default:
      return (tag as Tag<Term>).value.value;
  }
}

/** What a date comes to, read as past and as to come; nothing when it cannot be worked out. */
function datesOf(tag: Tag, clock: Clock | null): { readonly dates?: readonly string[] } {
  if (tag.type !== TAG.date) return {};
  const { value } = tag as Tag<DateMention>;
  const found = (['past', 'future'] as const).map((tense) => resolveDate(value, clock, tense, null).edtf);
  const dates = [...new Set(found.filter((edtf) => edtf !== null))];
  return dates.length > 0 ? { dates } : {};
}

/** Sentences with what was recognised in them, for explanations. `clockOf` tells when a zone was written. */
export function traceSentences(
  view: View,
  sentences: readonly { readonly sentence: Sentence }[],
  clockOf: (zone: number) => Clock | null,
): TracedSentence[] {
  return sentences.map(({ sentence }) => {
    const { tokens, zone } = sentence;
    const place = (from: number, to: number): { quote: string; start: number; end: number } => {
      const start = view.toRaw(tokens[from]?.start ?? 0);
      const end = view.toRawEnd(tokens[to - 1]?.end ?? 0);
      return { quote: view.raw.slice(start, end), start, end };
    };
    const { start, end } = place(0, tokens.length);
    const tags = [...sentence.tags]
      .sort((a, b) => a.start - b.start || a.type - b.type)
      .map((tag) => ({
        type: nameOf(tag.type),
        value: meaningOf(tag),
        ...place(tag.start, tag.end),
        ...datesOf(tag, clockOf(zone)),
      }));
    return { start, end, zone, tags };
  });
}
