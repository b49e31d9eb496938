import { type Difference, type Entry, say, stateHeadline, targetOutcome } from '@foedera/projections';

/** Set before what the target is. */
const MET: Entry['headline'] = { en: 'Target met', fr: 'Objectif atteint', vi: 'Đã đạt mục tiêu' };
const LOST: Entry['headline'] = {
  en: 'Target no longer met',
  fr: 'Objectif plus atteint',
  vi: 'Không còn đạt mục tiêu',
};
const TARGET: Entry['headline'] = {
  en: '{amount}[ {unit}][, {figure}] || {figure} || amount not stated',
  fr: '{amount}[ {unit}][, {figure}] || {figure} || montant non précisé',
  vi: '{amount}[ {unit}][, {figure}] || {figure} || không nêu số liệu',
};

/** Targets of a relation that came to be met, or no longer are: each is met by the first figure that reaches it in time. */
export function targetDifferences(relation: string, before: readonly Entry[], after: readonly Entry[]): Difference[] {
  const was = metTargets(before);
  const is = metTargets(after);
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  return ids.flatMap((id): Difference[] => {
    const old = was.get(id);
    const now = is.get(id);
    if (old?.by === now?.by) return [];
    const { target } = (now ?? old) as MetTarget;
    return [
      {
        change: 'target-met',
        relation,
        entry: id,
        before: old ? toState(old) : null,
        after: now ? toState(now) : null,
        occurred: (now ?? old)?.figure.occurred ?? null,
        headline: stateHeadline(relation, now === undefined ? LOST : MET, say(TARGET, target.attributes)),
      },
    ];
  });
}

interface MetTarget {
  readonly target: Entry;
  readonly by: string;
  readonly figure: Entry;
}

function metTargets(entries: readonly Entry[]): Map<string, MetTarget> {
  const figures = entries.filter((e) => e.kind === 'trade-volume' && e.status !== 'planned');
  const result = new Map<string, MetTarget>();
  for (const target of entries) {
    if (target.kind !== 'target-stated') continue;
    const { outcome, by } = targetOutcome(target, figures, Infinity);
    const figure = figures.find((f) => f.id === by);
    if (outcome === 'met' && by !== null && figure) result.set(target.id, { target, by, figure });
  }
  return result;
}

function toState({ target, by, figure }: MetTarget): unknown {
  const { amount = null, unit = null, horizon = null } = target.attributes;
  return { target: target.id, amount, unit, horizon, by, reached: figure.attributes.amount, occurred: figure.occurred };
}
