import { parseEdtf } from '@foedera/schema';
import { expect, it } from 'vitest';
import { type Entry, relationState, targetOutcome } from './index.ts';
import { type ClaimSketch, inOrder, naiveEntries, states } from './testing/index.ts';

const entries = (...sketches: Omit<ClaimSketch, 'reported' | 'source'>[]): ReturnType<typeof naiveEntries> =>
  naiveEntries(inOrder(sketches.map((s, i) => states({ ...s, source: 'A', key: String(i), reported: '2016-01-01' }))));
const day = (text: string): number => parseEdtf(text)?.latest as number;
const upgrade = (occurred: string, level: string): Omit<ClaimSketch, 'reported' | 'source'> => ({
  kind: 'relations-upgraded',
  occurred,
  attributes: { level },
});

it('climbs the ladder and keeps every step', () => {
  const { level, flags } = relationState(
    entries(upgrade('2012', 'comprehensive strategic partnership'), upgrade('2001-03-01', 'strategic partnership')),
  );
  expect(level).toMatchObject({ level: 'comprehensive strategic partnership', rung: 3, since: '2012' });
  expect(level?.history.map((s) => [s.level, s.since])).toEqual([
    ['strategic partnership', '2001-03-01'],
    ['comprehensive strategic partnership', '2012'],
  ]);
  expect(flags).toEqual([]);
});

it('flags a step down that is called an upgrade, and still shows it', () => {
  const { level, flags } = relationState(
    entries(upgrade('2001', 'strategic partnership'), upgrade('2005', 'comprehensive partnership')),
  );
  expect(level?.history).toHaveLength(2);
  expect(flags.map((f) => f.code)).toEqual(['level-not-higher']);
});

it('answers for a day: missions open by then', () => {
  const opened = (sender: string, host: string, occurred: string): Omit<ClaimSketch, 'reported' | 'source'> => ({
    kind: 'mission-opened',
    occurred,
    attributes: { mission: 'embassy', sender, host },
  });
  const all = entries(opened('BY', 'VN', '1998'), opened('VN', 'BY', '2003-10'));
  expect(relationState(all, day('2000-01-01')).missions.map((m) => m.sender)).toEqual(['BY']);
  expect(relationState(all, day('2004-01-01')).missions.map((m) => m.sender)).toEqual(['BY', 'VN']);
  expect(relationState(all, day('1998-06-01'), 'certain').missions).toEqual([]);
  expect(relationState(all, day('1998-06-01'), 'possible').missions).toHaveLength(1);
});

it('takes no plan for a fact', () => {
  const { relations, planned } = relationState(
    entries({ kind: 'diplomatic-relations-established', occurred: '2016', attributes: { status: 'planned' } }),
  );
  expect(relations.status).toBe('none');
  expect(planned).toHaveLength(1);
});

it('follows an instrument from signature to force', () => {
  const step = (kind: ClaimSketch['kind'], occurred: string): Omit<ClaimSketch, 'reported' | 'source'> => ({
    kind: kind as 'agreement-signed',
    occurred,
    attributes: { instrument: 'Labour agreement' },
  });
  const all = entries(step('agreement-in-force', '2013-06-06'), step('agreement-signed', '2011-11-29'));
  expect(relationState(all, day('2012-01-01')).instruments.map((i) => i.status)).toEqual(['signed']);
  expect(relationState(all).instruments).toMatchObject([
    { status: 'in-force', steps: [{ occurred: '2011-11-29' }, { occurred: '2013-06-06' }] },
  ]);
});

it('keeps figures as series with their periods, the latest period first to be shown', () => {
  const trade = (occurred: string, amount: number): Omit<ClaimSketch, 'reported' | 'source'> => ({
    kind: 'trade-volume',
    occurred,
    attributes: { amount, unit: 'USD' },
  });
  const [figure] = relationState(entries(trade('2015-01/2015-08', 95.8e6), trade('2012', 190e6))).figures;
  expect(figure?.latest.value).toBe(95.8e6);
  expect(figure?.series.map((p) => p.occurred)).toEqual(['2012', '2015-01/2015-08']);
});

it('breaks relations and resumes them', () => {
  const step = (kind: ClaimSketch['kind'], occurred: string): Omit<ClaimSketch, 'reported' | 'source'> => ({
    kind: kind as 'visit',
    occurred,
  });
  const all = entries(
    step('diplomatic-relations-established', '1950'),
    step('diplomatic-relations-severed', '1960-05-01'),
    step('diplomatic-relations-resumed', '1970-02-02'),
  );
  expect(relationState(all, day('1965-01-01')).relations.status).toBe('severed');
  expect(relationState(all).relations).toMatchObject({ status: 'established', since: '1970-02-02' });
});

it('meets a target without a date only by what came after it was reported', () => {
  const trade = (occurred: string) => ({
    kind: 'trade-volume' as const,
    occurred,
    attributes: { amount: 600, unit: 'USD' },
  });
  const stated = { kind: 'target-stated' as const, occurred: null, attributes: { amount: 500, unit: 'USD' } };
  const [target, earlier, later] = ['target-stated', '2012', '2017'].map((one) =>
    entries(stated, trade('2012'), trade('2017')).find((entry) => entry.kind === one || entry.occurred === one),
  ) as [Entry, Entry, Entry];
  expect(targetOutcome(target, [earlier], Infinity)).toEqual({ outcome: 'open', by: null });
  expect(targetOutcome(target, [earlier, later], Infinity)).toEqual({ outcome: 'met', by: later.id });
});
