import { type Certainty, type Entry, relationState, sharedUnions, targetOutcome } from '@foedera/projections';
import { type Day, formatDay, membersOn, UNIONS } from '@foedera/schema';
import type { Language } from '../read-model/entry-row.ts';

/** How a state is asked for. */
export interface StateQuestion {
  /** Last day that counts, inclusive; absent = everything, also what is announced. */
  readonly on?: Day | undefined;
  readonly certainty: Certainty;
  /** Day that counts as today where nothing was asked: decides what is overdue. */
  readonly today: Day;
  readonly lang: Language;
}

/** A relation's state as answers say it: labels in one language, plans and targets weighed against the day. */
export function stateOf(entries: readonly Entry[], { on, certainty, today, lang }: StateQuestion) {
  const state = relationState(entries, on, certainty);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const day = on === undefined ? today : Math.min(on, today);
  return {
    ...state,
    level: state.level && {
      ...labelled(state.level, lang),
      history: state.level.history.map((step) => labelled(step, lang)),
    },
    planned: state.planned.map((plan) => {
      const latest = byId.get(plan.entry)?.latest ?? null;
      return latest !== null && latest < day ? { ...plan, unconfirmedSince: formatDay(latest) } : plan;
    }),
    targets: state.targets.map((target) => ({
      ...target,
      ...targetOutcome(byId.get(target.entry) as Entry, entries, day),
    })),
  };
}

function labelled<T extends { readonly label: Readonly<Record<Language, string>> }>(
  step: T,
  lang: Language,
): Omit<T, 'label'> & { readonly label: string } {
  return { ...step, label: step.label[lang] };
}

/** Unions that all states of a relation share on a day, and the members of every union that any of them is in. */
export function unionsOf(parties: readonly string[], day: Day) {
  const date = formatDay(day);
  return {
    shared: sharedUnions(parties, date),
    of: Object.fromEntries(
      parties.map((party) => [
        party,
        UNIONS.filter((union) => membersOn(union.code, date).includes(party)).map((union) => union.code),
      ]),
    ),
  };
}
