import { expect, it } from 'vitest';
import type { Difference, Entry, SequencedEvent } from './index.ts';
import { relationState, stateDifferences } from './index.ts';
import { claimOf, inOrder, naiveEntries, retracts, states } from './testing/index.ts';

type Sketched = Parameters<typeof states>[0];
const about = { source: 'A', parties: ['BY', 'VN'], reported: '2016-01-10' };
const fact = (key: string, kind: Sketched['kind'], occurred: string, attributes: object = {}): Sketched =>
  ({ ...about, key, kind, occurred, attributes }) as Sketched;

/** What the last event changes in the state of the relation, in English. */
function lastSaid(events: readonly SequencedEvent[], language: keyof Entry['headline'] = 'en'): string[] {
  const before = naiveEntries(events.slice(0, -1));
  const after = naiveEntries(events);
  const was = new Map(before.map((entry) => [entry.id, entry.seq]));
  const touched = after.find((entry) => was.get(entry.id) !== entry.seq) ?? (before[before.length - 1] as Entry);
  return stateDifferences('BY-VN', relationState(before), relationState(after), touched).map(
    ({ headline }: Difference) => headline[language].replace(/\s/g, ' '),
  );
}

const established = fact('r', 'diplomatic-relations-established', '1992-01-24');
const embassy = fact('m', 'mission-opened', '1998', { mission: 'embassy', sender: 'BY', host: 'VN', city: 'Hanoï' });
const signed = fact('s', 'agreement-signed', '2015-05', { instrument: 'Free Trade Agreement' });
const round = (key: string, month: string) => fact(key, 'agreement-negotiations-round', month, {});
const trade = (key: string, year: string, amount: number) => fact(key, 'trade-volume', year, { amount, unit: 'USD' });

it('says how things stand now', () => {
  expect(lastSaid(inOrder([states(established)]))).toEqual(['Belarus–Vietnam: Diplomatic relations: established']);
  expect(lastSaid(inOrder([states(embassy)]))).toEqual(['Belarus–Vietnam: Embassy of Belarus in Hanoï: open']);
  expect(lastSaid(inOrder([states(embassy)]), 'fr')).toEqual([
    'Biélorussie–Viêt Nam : Ambassade de la Biélorussie à Hanoï : en activité',
  ]);
  expect(lastSaid(inOrder([states(signed)]), 'vi')).toEqual(['Belarus–Việt Nam: Free Trade Agreement: đã ký']);
  expect(
    lastSaid(inOrder([states(fact('u', 'relations-upgraded', '2025', { level: 'strategic partnership' }))])),
  ).toEqual(['Belarus–Vietnam: Level of relations: strategic partnership']);
});

it('says of a contested date that it is contested, not that relations were established again', () => {
  const other = { ...established, source: 'B', key: 'x', occurred: '1992-06-24' };
  expect(lastSaid(inOrder([states(established), states(other)]))).toEqual([
    'Belarus–Vietnam: Diplomatic relations: sources disagree on the date',
  ]);
});

it('says which figure is the latest after another one went, and that a mission is no longer on record', () => {
  const [old, young] = [trade('1', '2016', 300), trade('2', '2018', 520)];
  const events = inOrder([states(old), states(young), retracts(claimOf(young), 'source', '2020-01-01')]);
  expect(lastSaid(events)).toEqual(['Belarus–Vietnam: Latest figure: Trade: 300 USD']);
  expect(lastSaid(inOrder([states(embassy), retracts(claimOf(embassy), 'source', '2020-01-01')]))).toEqual([
    'Belarus–Vietnam: Embassy of Belarus in Hanoï: no longer on record',
  ]);
});

it('tells of one instrument without a name once, whatever others without a name there are', () => {
  const concluded = fact('c', 'negotiations-concluded', '2014-12', {});
  expect(lastSaid(inOrder([states(concluded), states(round('n', '2013-03'))]))).toEqual([
    'Belarus–Vietnam: An agreement: under negotiation',
  ]);
});
