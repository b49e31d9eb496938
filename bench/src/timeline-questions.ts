import { ALL_REPORTED, type Known, type TimelineQuery } from '@foedera/timeline/testing';

const DAY_MS = 86_400_000;

/** A question as of a random point on both known axes, about three years somewhere in the relation's history. */
export function randomQuestion(
  relation: string,
  head: number,
  random: () => number,
): { query: TimelineQuery; known: Known } {
  const from = 7_000 + Math.floor(random() * 11_000);
  const seq = Math.floor(head * (0.5 + random() / 2));
  return {
    query: { relation, from, to: from + 1_000, certainty: 'possible', scope: 'all', order: 'oldest', lang: 'en' },
    known: {
      reportedMs: random() < 0.2 ? ALL_REPORTED : Date.UTC(2012, 0, 1) + Math.floor(random() * 4_000) * DAY_MS,
      seq,
      head: false,
      today: 20_000,
      pinned: true,
      epoch: 'bench',
    },
  };
}
