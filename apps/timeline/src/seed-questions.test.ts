import { fileURLToPath } from 'node:url';
import { ingestPaths, openRuleExtractor } from '@foedera/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTimeline, type TestTimeline } from './testing/server.ts';

// The same questions of the articles in seeds/, read by the rules. What is expected here was read in the articles by
// a person; dates and quotes are compared, not wordings of headlines.

const seeds = fileURLToPath(new URL('../../../seeds', import.meta.url));

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await ingestPaths([seeds], { log: timeline.log, extractor: openRuleExtractor() });
  const head = await timeline.log.head();
  if (head === null) throw new Error('nothing was ingested');
  await timeline.runner.awaitPosition(head);
});
afterAll(() => timeline.close());

interface State {
  readonly missions: { sender: string; host: string; opened: string; closed: string | null }[];
  readonly instruments: { instrument: string; status: string; steps: { kind: string; occurred: string | null }[] }[];
  readonly figures: { kind: string; series: { occurred: string; value: number; unit: string; approx: boolean }[] }[];
  readonly level: { level: string; since: string; history: { level: string; since: string }[] } | null;
  readonly planned: { occurred: string; unconfirmedSince?: string }[];
}
interface Row {
  readonly id: string;
  readonly kind: string;
  readonly occurred: string | null;
  readonly unconfirmedSince?: string;
  readonly contradictions: { about: string; values: { value: string; sources: string[] }[] }[];
}
interface Page {
  readonly claims: { occurred: string; quote: string; source: { publisher: string; published: string } }[];
}

const stateOf = async (query: string, relation = 'BY-VN'): Promise<State> =>
  (await timeline.get<{ state: State }>(`/v1/relations/${relation}?${query}`)).state;
const rowsOf = async (query: string): Promise<Row[]> =>
  (await timeline.get<{ timeline: Row[] }>(`/v1/relations/BY-VN/timeline?${query}`)).timeline;

describe('the seeds answer', () => {
  it('which missions there were on 1 January 2000 and 2004', async () => {
    // 003: "Minsk a ouvert son ambassade à Hanoï en 1998, tandis que l’ambassade du Vietnam … en octobre 2003".
    const missionsOn = async (day: string) =>
      (await stateOf(`on=${day}`)).missions.map(({ sender, host, opened, closed }) => [sender, host, opened, closed]);
    expect(await missionsOn('1997-12-31')).toEqual([]);
    expect(await missionsOn('2000-01-01')).toEqual([['BY', 'VN', '1998', null]]);
    expect(await missionsOn('2004-01-01')).toEqual([
      ['BY', 'VN', '1998', null],
      ['VN', 'BY', '2003-10', null],
    ]);
  });

  it('which instruments were signed but not in force on 1 January 2012', async () => {
    // 000: "Un accord intergouvernemental sur le travail … conclu le 29 novembre 2011. Il est entré en vigueur le 6 juin 2013".
    const instrumentsOn = async (query: string) =>
      (await stateOf(query)).instruments.map(({ status, steps }) => [status, steps.map((step) => step.occurred)]);
    expect(await instrumentsOn('on=2012-01-01&certainty=certain')).toEqual([['signed', ['2011-11-29']]]);
    const [signed] = (await stateOf('on=2012-01-01&certainty=certain')).instruments;
    expect(signed?.instrument).toMatch(/travail/);
    expect(await instrumentsOn('on=2013-06-06&certainty=certain&scope=exact')).toEqual([
      ['in-force', ['2011-11-29', '2013-06-06']],
    ]);
    // What the articles do not date may have been signed by then: it is there unless certainty is asked for.
    for (const [status, dates] of await instrumentsOn('on=2012-01-01'))
      expect([status, dates]).toEqual(['signed', dates?.[0] === null ? [null] : ['2011-11-29']]);
  });

  it('what was planned on 1 December 2015 and never confirmed', async () => {
    // 001 announced a visit for May 2013. 000 announces one for 8 December 2015, and its date is inferred: it may be of
    // 8 December itself, and counts as published only from then on.
    const planned = async (day: string) =>
      (await rowsOf(`plannedOn=${day}`)).map((row) => [row.kind, row.occurred, row.unconfirmedSince]);
    const may: unknown[] = ['visit', '2013-05-15/2013-05-17', '2013-05-17'];
    const december: unknown[] = ['visit', '2015-12-08/2015-12-09', '2015-12-09'];
    expect(await planned('2013-05-01')).toEqual([]);
    expect(await planned('2015-12-01')).toEqual([may]);
    expect(await planned('2015-12-08')).toEqual([may, december]);
    // On the day itself nothing is overdue yet.
    const then = (await stateOf('asReported=2015-12-08')).planned;
    expect(then.map((plan) => [plan.occurred, plan.unconfirmedSince])).toEqual([
      ['2013-05-15/2013-05-17', '2013-05-17'],
      ['2015-12-08/2015-12-09', undefined],
    ]);
  });

  it('the trade series with its periods', async () => {
    const seriesOf = async (relation: string) =>
      (await stateOf('', relation)).figures
        .filter((figure) => figure.kind === 'trade-volume')
        .map((figure) => figure.series.map((point) => [point.occurred, point.value, point.unit, point.approx]));
    // 001: "190 millions de dollars en 2012"; 000: "au cours des huit premiers mois de l’année … 95,8 millions".
    expect(await seriesOf('BY-VN')).toEqual([
      [
        ['2012', 190e6, 'USD', false],
        ['2015-01/2015-08', 95.8e6, 'USD', false],
      ],
    ]);
    // 001: "près de 2,45 milliards de dollars en 2012", "Ce premier trimestre … 734 millions".
    const [russia] = await seriesOf('RU-VN');
    expect(russia).toContainEqual(['2012', 2.45e9, 'USD', true]);
    expect(russia).toContainEqual(['2013-01/2013-03', 734e6, 'USD', false]);
  });

  it('which two sources disagree about 1991 and 1992', async () => {
    const rows = await rowsOf('from=1991&to=1993&contested=true');
    expect(rows.map((row) => [row.kind, row.contradictions.map((c) => c.about)])).toEqual([
      ['diplomatic-relations-established', ['occurred']],
    ]);
    expect(rows[0]?.contradictions[0]?.values.map((value) => [value.value, value.sources.length])).toEqual([
      ['1991-12', 1],
      ['1992-01-24', 1],
    ]);
    const { claims } = await timeline.get<Page>(`/v1/entries/${rows[0]?.id}`);
    const said = claims.map(({ occurred, source, quote }) => [occurred, source.publisher, quote]).sort();
    expect(said).toEqual([
      ['1991-12', 'Le Courrier du Vietnam', expect.stringContaining('en décembre 1991')],
      ['1992-01-24', 'VNA', expect.stringContaining('le 24 janvier 1992')],
    ]);
    // Who knew only the article of 2015 saw no disagreement.
    expect(await rowsOf('from=1991&to=1993&contested=true&asReported=2025-01-01')).toEqual([]);
    // Recognition, on 27 December 1991, is another fact.
    expect(
      (await rowsOf('from=1991&to=1993&certainty=certain&contested=false')).map((row) => [row.kind, row.occurred]),
    ).toEqual([['recognition', '1991-12-27']]);
  });

  it('at which level relations stand, and since when', async () => {
    const levelOn = async (day: string) => (await stateOf(`on=${day}`)).level;
    expect(await levelOn('2017-06-26')).toBeNull();
    expect((await levelOn('2017-06-27'))?.since).toBe('2017-06-27');
    expect(await levelOn('2025-06-01')).toMatchObject({ level: 'strategic partnership', since: '2025-05' });
    expect((await stateOf('', 'RU-VN')).level).toMatchObject({
      level: 'comprehensive strategic partnership',
      since: '2012',
      history: [{ level: 'strategic partnership', since: '2001-03-01' }, { since: '2012' }],
    });
  });
});
