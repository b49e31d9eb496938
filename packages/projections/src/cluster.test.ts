import { expect, it } from 'vitest';
import type { Entry } from './index.ts';
import { type ClaimSketch, claimOf, decides, inOrder, prefers, Rectangles, states } from './testing/index.ts';

const visit = (source: string, occurred: string | null, more: Partial<ClaimSketch> = {}): ClaimSketch => ({
  source,
  key: '1',
  occurred,
  reported: `2016-01-0${source.charCodeAt(0) - 64}`,
  ...more,
});
const entriesOf = (...sketches: ClaimSketch[]): Entry[] => ledgerOf(sketches.map(states)).at();
const ledgerOf = (events: Parameters<typeof inOrder>[0]): Rectangles => {
  const ledger = new Rectangles();
  for (const event of inOrder(events)) ledger.apply(event);
  return ledger;
};
const sources = (entries: readonly Entry[]): string[] => entries.map((e) => e.sources.join('+')).sort();

it('joins a vague claim to the only happening that fits it', () => {
  expect(sources(entriesOf(visit('A', '2012-07-03'), visit('B', '2012-07')))).toEqual(['A+B']);
});

it('lets a vague claim stand alone where two happenings fit it, and says so', () => {
  const a = visit('A', '2012-07-03');
  const b = visit('B', '2012-11-06');
  const entries = entriesOf(a, b, visit('C', '2012'));
  expect(sources(entries)).toEqual(['A', 'B', 'C']);
  expect(entries.find((e) => e.sources[0] === 'C')?.maybeSameAs).toEqual([claimOf(a), claimOf(b)]);
});

it('keeps happenings apart that a distinguishing attribute tells apart, whatever the spelling of names', () => {
  const by = (visitor: string): Partial<ClaimSketch> => ({ attributes: { visitor } });
  expect(
    sources(
      entriesOf(
        visit('A', '2012-07-03', by('Alexandre Loukachenko (président, BY)')),
        visit('B', '2012-07-03', by('Alexander Lukashenko')),
        visit('C', '2012-07-03', by('Tô Lâm')),
      ),
    ),
  ).toEqual(['A+B', 'C']);
});

it('shows both dates of what happens once as a contradiction', () => {
  const kind = 'diplomatic-relations-established' as const;
  const [entry, ...rest] = entriesOf(visit('A', '1992-01-24', { kind }), visit('B', '1991-12', { kind }));
  expect(rest).toEqual([]);
  expect(entry?.occurred).toBe('1992-01-24');
  expect(entry?.contradictions).toMatchObject([
    { about: 'occurred', values: [{ value: '1991-12' }, { value: '1992-01-24' }] },
  ]);
});

it('takes a vague date that holds an exact one for no contradiction', () => {
  const kind = 'diplomatic-relations-established' as const;
  expect(entriesOf(visit('A', '1992-01-24', { kind }), visit('B', '1992', { kind }))[0]?.contradictions).toEqual([]);
});

it('tells once-only agreements apart by their instruments', () => {
  const kind = 'agreement-signed' as const;
  const signed = (source: string, occurred: string, instrument?: string): ClaimSketch =>
    visit(source, occurred, { kind, attributes: instrument ? { instrument } : {} });
  expect(
    sources(
      entriesOf(
        signed('A', '2011-11-29', 'Labour agreement'),
        signed('B', '2011', 'labour agreement'),
        signed('C', '2011-11-29', 'Twinning'),
        signed('D', '2011-11-29'),
      ),
    ),
  ).toEqual(['A+B', 'C', 'D']);
});

it('reads a figure of another period as another figure, and another value of one period as a contradiction', () => {
  const trade = (source: string, occurred: string, amount: number): ClaimSketch =>
    visit(source, occurred, { kind: 'trade-volume', attributes: { amount, unit: 'USD' } });
  const entries = entriesOf(trade('A', '2012', 190e6), trade('B', '2012', 250e6), trade('C', '2012-01/2012-08', 95e6));
  expect(sources(entries)).toEqual(['A+B', 'C']);
  expect(entries.find((e) => e.occurred === '2012')?.contradictions[0]?.about).toBe('amount');
});

it('continues the relations of a former state', () => {
  const kind = 'diplomatic-relations-established' as const;
  const entries = entriesOf(
    visit('A', '1950-01-30', { kind, parties: ['SU', 'VN'] }),
    visit('B', '1950-01-30', { kind, parties: ['RU', 'VN'] }),
  );
  expect(sources(entries)).toEqual(['A+B']);
  expect(entries[0]?.relation).toBe('RU-VN');
});

it('counts a copy of the same words as one source', () => {
  const quote = 'The two countries established diplomatic relations on the 24 January 1992 in Minsk.';
  const [entry] = entriesOf(
    visit('A', '2012-07-03', { quote }),
    visit('B', '2012-07-03', { quote: quote.toUpperCase() }),
  );
  expect(entry?.claims).toHaveLength(2);
  expect(entry?.sources).toEqual(['A']);
});

it('links, separates and releases claims as people decide', () => {
  const a = visit('A', '2012-07-03');
  const b = visit('B', '2013-09-01');
  const c = visit('C', '2012-07-03');
  const stated = [a, b, c].map(states);
  const linked = [...stated, decides('claims-linked', [claimOf(a), claimOf(b)])];
  expect(sources(ledgerOf(stated).at())).toEqual(['A+C', 'B']);
  expect(sources(ledgerOf(linked).at())).toEqual(['A+B+C']);
  expect(sources(ledgerOf([...linked, decides('claims-released', [claimOf(a), claimOf(b)])]).at())).toEqual([
    'A+C',
    'B',
  ]);
  expect(sources(ledgerOf([...stated, decides('claims-separated', [claimOf(a), claimOf(c)])]).at())).toEqual([
    'A',
    'B',
    'C',
  ]);
});

it('shows the claim that a person prefers', () => {
  const kind = 'diplomatic-relations-established' as const;
  const a = visit('A', '1992-01-24', { kind });
  const b = visit('B', '1991-12', { kind });
  const [entry] = ledgerOf([states(a), states(b), prefers(claimOf(b))]).at();
  expect(entry).toMatchObject({ occurred: '1991-12', shown: { claim: claimOf(b), policy: 'preferred' } });
});
