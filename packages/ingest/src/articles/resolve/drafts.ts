import type { NameMention } from '../tags/names.ts';
import type { Person } from '../tags/persons.ts';
import type { Term } from '../tags/tagger.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { RefusalReason } from '../types.ts';
import type { Context, Draft, Governed, Origin, Refused, Trigger } from './context.ts';
import type { Sided } from './parties.ts';
import type { When } from './when.ts';

/** Text of a token range as written in the view. */
export function textOf(context: Pick<Context, 'sentence'>, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) {
    const token = context.sentence.tokens[at];
    if (!token) break;
    const previous = context.sentence.tokens[at - 1];
    text += (at > start && previous && token.start > previous.end ? ' ' : '') + token.word.text;
  }
  return text;
}

/** A name in a sentence; `known` when the document introduces its bearer. */
export interface NamedPerson {
  readonly name: string;
  readonly nation: string | null;
  readonly known: boolean;
  readonly start: number;
  readonly end: number;
}

/** Persons and other names in a range, in order, without repetition. */
export function namesIn(context: Pick<Context, 'sentence'>, start: number, end: number): NamedPerson[] {
  const found: NamedPerson[] = [];
  for (let at = start; at < end; at++) {
    const tags = context.sentence.tagsAt[at] ?? [];
    const person = tags.find((tag) => tag.type === TAG.person) as Tag<Person> | undefined;
    const name = tags.find((tag) => tag.type === TAG.name) as Tag<NameMention> | undefined;
    if (person)
      found.push({ name: person.value.name, nation: person.value.nation, known: true, start: at, end: person.end });
    else if (name) found.push({ name: name.value.text, nation: null, known: false, start: at, end: name.end });
  }
  return found;
}

/** Terms of one tag in a range, in order. */
export function termsIn(context: Pick<Context, 'sentence'>, type: number, start: number, end: number): Tag<Term>[] {
  const found: Tag<Term>[] = [];
  for (let at = start; at < end; at++)
    for (const tag of context.sentence.tagsAt[at] ?? []) if (tag.type === type) found.push(tag as Tag<Term>);
  return found;
}

export function refuse(
  trigger: Trigger,
  reason: RefusalReason,
  from = trigger.match.start,
  to = trigger.match.end,
): Refused {
  return { trigger, reason, from, to };
}

/** Attributes without empty ones. */
export function compact(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** A draft of a fact out of its slots; its quote spans the trigger, the states in its clause and its date. */
export function draft(
  trigger: Trigger,
  sided: Pick<Sided, 'codes' | 'via' | 'origin'> & { readonly from?: number; readonly to?: number },
  when: When,
  governed: Governed,
  attributes: Readonly<Record<string, unknown>> = {},
  range?: readonly [number, number],
): Draft {
  const edges = range ?? [
    Math.min(
      trigger.match.start,
      sided.from ?? trigger.match.start,
      when.tag && when.origin === 'clause' ? when.tag.start : Infinity,
    ),
    Math.max(trigger.match.end, sided.to ?? 0, when.tag && when.origin === 'clause' ? when.tag.end : 0),
  ];
  return {
    trigger,
    kind: trigger.rule.kind,
    parties: [...sided.codes].sort(),
    via: sided.via,
    date: when.date,
    dateBasis: when.basis,
    attributes: compact({
      ...trigger.rule.attributes,
      ...attributes,
      status: governed.status ?? attributes.status,
      partialDate: when.partial,
    }),
    from: edges[0] as number,
    to: edges[1] as number,
    datedBy: when.origin as Origin,
    partiedBy: sided.origin,
    weak: trigger.rule.implied ?? false,
  };
}
