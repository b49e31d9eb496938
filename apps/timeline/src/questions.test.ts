import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTimeline, type Sketch, states, type TestTimeline } from './testing/server.ts';

// One request each, for what only a real state can answer.

const fact = (
  key: string,
  kind: Sketch['kind'],
  occurred: string,
  attributes: object,
  more: Partial<Sketch> = {},
): Sketch => ({
  source: 'press',
  key,
  occurred,
  reported: '2014-01-01',
  attributes: attributes as Record<string, unknown>,
  ...(kind ? { kind } : {}),
  ...more,
});

const facts: Sketch[] = [
  fact('1', 'mission-opened', '1998', { mission: 'embassy', sender: 'BY', host: 'VN', city: 'Hanoi' }),
  fact('2', 'mission-opened', '2003-10', { mission: 'embassy', sender: 'VN', host: 'BY', city: 'Minsk' }),
  fact('3', 'agreement-signed', '2008-05-01', { instrument: 'Treaty on legal assistance' }),
  fact('4', 'agreement-in-force', '2013-01-01', { instrument: 'Treaty on legal assistance' }),
  fact('5', 'agreement-signed', '2010-06-01', { instrument: 'Visa agreement' }),
  fact('6', 'agreement-in-force', '2011-01-01', { instrument: 'Visa agreement' }),
  fact(
    '7',
    'visit',
    '2015-12-08/2015-12-10',
    { status: 'planned', visitor: 'Lukashenko', host: 'VN' },
    { reported: '2015-11-20' },
  ),
  fact('8', 'visit', '2015-12-20', { status: 'planned', visitor: 'Nguyen', host: 'BY' }, { reported: '2015-11-25' }),
  fact(
    '9',
    'visit',
    '2015-12-08/2015-12-10',
    { status: 'completed', visitor: 'Loukachenko', host: 'VN' },
    { reported: '2015-12-11' },
  ),
  fact('10', 'trade-volume', '2012', { amount: 170e6, unit: 'USD' }),
  fact('11', 'trade-volume', '2013-01/2013-03', { amount: 45e6, unit: 'USD' }),
  fact('12', 'diplomatic-relations-established', '1992-01-24', {}, { source: 'VNA-2015', reported: '2015-12-08' }),
  fact('13', 'diplomatic-relations-established', '1991-12', {}, { source: 'VNA-2025', reported: '2025-09-13' }),
  fact('14', 'relations-upgraded', '2025-05', { level: 'strategic partnership' }, { reported: '2025-05-14' }),
  fact('15', 'target-stated', '2012-05-01', { amount: 150e6, unit: 'USD', horizon: '2015' }),
  fact('16', 'target-stated', '2013-05-01', { amount: 1e9, unit: 'USD', horizon: '2015' }),
];

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append(facts.map(states));
});
afterAll(() => timeline.close());

interface State {
  readonly missions: { sender: string; closed: string | null }[];
  readonly instruments: { instrument: string; status: string }[];
  readonly figures: { kind: string; series: { occurred: string; value: number }[] }[];
  readonly level: { rung: number; label: string; since: string } | null;
  readonly targets: { amount: number; outcome: string }[];
}
const stateOf = async (query: string): Promise<State> =>
  (await timeline.get<{ state: State }>(`/v1/relations/BY-VN?${query}`)).state;
const rowsOf = async (query: string) =>
  (
    await timeline.get<{
      timeline: {
        kind: string;
        occurred: string;
        unconfirmedSince?: string;
        outcome?: string;
        contradictions: { values: { sources: string[] }[] }[];
      }[];
    }>(`/v1/relations/BY-VN/timeline?${query}`)
  ).timeline;

describe('one request answers', () => {
  it('which missions there were on 1 January 2000 and 2004', async () => {
    expect((await stateOf('on=2000-01-01')).missions.map((m) => m.sender)).toEqual(['BY']);
    expect((await stateOf('on=2004-01-01')).missions.map((m) => m.sender)).toEqual(['BY', 'VN']);
  });
  it('which instruments were signed but not in force on 1 January 2012', async () => {
    const { instruments } = await stateOf('on=2012-01-01');
    expect(instruments.filter((i) => i.status === 'signed').map((i) => i.instrument)).toEqual([
      'Treaty on legal assistance',
    ]);
    expect((await stateOf('')).instruments.map((i) => i.status)).toEqual(['in-force', 'in-force']);
  });
  it('what was planned on 1 December 2015 and never confirmed', async () => {
    const rows = await rowsOf('plannedOn=2015-12-01');
    expect(rows.map((row) => [row.occurred, row.unconfirmedSince])).toEqual([['2015-12-20', '2015-12-20']]);
    expect(await rowsOf('plannedOn=2015-11-22')).toEqual([]);
  });
  it('the trade series with its periods', async () => {
    const { figures } = await stateOf('');
    expect(figures.map((f) => [f.kind, f.series.map((p) => [p.occurred, p.value])])).toEqual([
      [
        'trade-volume',
        [
          ['2012', 170e6],
          ['2013-01/2013-03', 45e6],
        ],
      ],
    ]);
  });
  it('which two sources disagree about 1991 and 1992', async () => {
    const rows = await rowsOf('from=1991&to=1993&contested=true');
    expect(rows.map((row) => row.kind)).toEqual(['diplomatic-relations-established']);
    expect(rows[0]?.contradictions[0]?.values.flatMap((value) => value.sources).sort()).toEqual([
      'VNA-2015',
      'VNA-2025',
    ]);
    expect(await rowsOf('from=1991&to=1993&contested=false')).toEqual([]);
  });
  it('at which level relations stand, in three languages', async () => {
    expect((await stateOf('on=2025-01-01')).level).toBeNull();
    expect((await stateOf('lang=fr')).level).toMatchObject({
      rung: 2,
      label: 'partenariat stratégique',
      since: '2025-05',
    });
  });
  it('which targets were met and which were missed', async () => {
    expect((await rowsOf('kind=target-stated')).map((row) => row.outcome)).toEqual(['met', 'missed']);
    expect((await stateOf('on=2013-06-01')).targets.map((t) => t.outcome)).toEqual(['met', 'open']);
  });
  it('the same under each policy, but for what is shown', async () => {
    const established = async (prefer: string) =>
      (await rowsOf(`kind=diplomatic-relations-established&prefer=${prefer}`)).map((row) => row.occurred);
    expect(await established('precise')).toEqual(['1992-01-24']);
    expect(await established('newest')).toEqual(['1991-12']);
    expect(await established('earliest')).toEqual(['1992-01-24']);
    expect(await established('strict')).toEqual([null]);
  });
});

it.each(['', '&asRecorded=16', '&asReported=2020-01-01'])(
  'a window begins with its first day and ends before its last (%s)',
  async (known) => {
    const inside = async (query: string) => (await rowsOf(`kind=visit&status=completed&${query}${known}`)).length;
    // The visit lasted from the 8th to the 10th.
    expect(await inside('from=2015-12-10')).toBe(1);
    expect(await inside('from=2015-12-11')).toBe(0);
    expect(await inside('to=2015-12-08')).toBe(0);
    expect(await inside('to=2015-12-09')).toBe(1);
    expect(await inside('on=2015-12-10')).toBe(1);
    expect(await inside('on=2015-12-11')).toBe(0);
    expect(await inside('certainty=certain&from=2015-12-08&to=2015-12-11')).toBe(1);
    expect(await inside('certainty=certain&from=2015-12-09&to=2015-12-11')).toBe(0);
    expect(await inside('certainty=certain&from=2015-12-08&to=2015-12-10')).toBe(0);
  },
);

describe('other questions', () => {
  it('a search finds names whatever their accents and spelling', async () => {
    await timeline.append([
      states({
        source: 'vna',
        key: '90',
        kind: 'meeting',
        occurred: '2024-05-01',
        reported: '2024-05-02',
        quote: 'Le secrétaire général Tô Lâm a reçu le président Loukachenko à Hà Nội.',
      }),
      states({
        source: 'vna',
        key: '91',
        kind: 'meeting',
        occurred: '2024-06-01',
        reported: '2024-06-02',
        quote: 'Đối tác chiến lược, Łukasz.',
      }),
    ]);
    const found = async (q: string) =>
      (await timeline.get<{ search: { quote: string }[] }>(`/v1/search?q=${encodeURIComponent(q)}`)).search.map((hit) =>
        hit.quote?.slice(0, 10),
      );
    for (const q of ['to lam', 'Tô Lâm', '"to lam"', 'Lukashenko', 'Лукашенко lam', 'ha noi', 'secret*'])
      expect(await found(q), q).toContain('Le secréta');
    for (const q of ['doi tac', 'lukasz', 'chiến lược']) expect(await found(q), q).toEqual(['Đối tác ch']);
    expect(await found('"lam to"')).toEqual([]);
    expect((await timeline.get<{ search: object[] }>('/v1/search?q=to+lam&asReported=2024-01-01')).search).toEqual([]);
  });
  it('counts by year and by facets, and says when it ran out of time', async () => {
    const counts = await timeline.get<{
      histogram: { bucket: string; count: number }[];
      facets: { category: { value: string; count: number }[] };
      total: number;
      spanning: number;
      complete: boolean;
    }>('/v1/histogram?relation=BY-VN&by=year&facet=category&to=2010');
    expect(counts.histogram).toEqual([
      { bucket: '1992', count: 1 },
      { bucket: '1998', count: 1 },
      { bucket: '2003', count: 1 },
      { bucket: '2008', count: 1 },
    ]);
    expect(counts).toMatchObject({ total: 4, spanning: 0, complete: true });
    expect(counts.facets.category).toEqual([
      { value: 'mission', count: 2 },
      { value: 'agreement', count: 1 },
      { value: 'political', count: 1 },
    ]);
    const all = await timeline.get<{ total: number }>('/v1/histogram');
    const then = await timeline.get<{ total: number }>('/v1/histogram?asReported=2030-01-01');
    expect(then.total).toBe(all.total);
  });
  it.each(['', '&to=2010', '&from=2008&certainty=certain', '&kind=visit', '&status=planned', '&scope=exact'])(
    'counts the same whether entries that are alike are counted at once or one by one (%s)',
    async (query) => {
      const ask = (facet: string) =>
        timeline.get<{ facets: Record<string, object> }>(
          `/v1/histogram?relation=BY-VN&by=month&facet=${facet}${query}`,
        );
      const { facets: many, ...alike } = await ask('kind,category,status');
      const { facets: each, ...oneByOne } = await ask('kind,category,status,source');
      const { source: _, ...same } = each;
      expect([alike, many]).toEqual([oneByOne, same]);
    },
  );
  it('a relation without facts is empty, one in another order is redirected, and one of three states is a relation', async () => {
    expect((await stateOf('')).missions).toHaveLength(2);
    const empty = await timeline.get<{ state: State; revision: null }>('/v1/relations/FR-XX');
    expect([empty.state.missions, empty.revision]).toEqual([[], null]);
    expect((await timeline.get<{ timeline: object[] }>('/v1/relations/FR-GB-US/timeline')).timeline).toEqual([]);
    const redirected = await timeline.app.inject('/v1/relations/VN-BY/timeline.csv?kind=visit');
    expect([redirected.statusCode, redirected.headers.location]).toEqual([
      308,
      '/v1/relations/BY-VN/timeline.csv?kind=visit',
    ]);
  });
  it('an answer that names epoch and seq never changes, and what a client has is not sent again', async () => {
    const page = await timeline.app.inject('/v1/relations/BY-VN/timeline');
    const { seq, epoch } = page.json();
    const pinned = await timeline.app.inject(`/v1/relations/BY-VN/timeline?asRecorded=${seq}&epoch=${epoch}`);
    expect(pinned.headers['cache-control']).toContain('immutable');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers.link).toContain(`asRecorded=${seq}`);
    const again = await timeline.app.inject({
      url: '/v1/relations/BY-VN/timeline',
      headers: { 'if-none-match': page.headers.etag },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await timeline.append([states({ source: 'x', key: 'new', occurred: '2024-01-01', reported: '2024-01-01' })]);
    const changed = await timeline.app.inject({
      url: '/v1/relations/BY-VN/timeline',
      headers: { 'if-none-match': page.headers.etag },
    });
    expect(changed.statusCode).toBe(200);
    const same = await timeline.app.inject(`/v1/relations/BY-VN/timeline?asRecorded=${seq}&epoch=${epoch}`);
    expect(same.body).toBe(pinned.body);
  });
  it('pages go on where they were when entries came in between', async () => {
    const first = await timeline.get<{ timeline: { id: string }[]; next: string }>(
      '/v1/relations/BY-VN/timeline?limit=3',
    );
    await timeline.append([
      states({ source: 'x', key: 'earlier', kind: 'message', occurred: '1980-01-01', reported: '2024-01-01' }),
    ]);
    const second = await timeline.get<{ timeline: { id: string }[] }>(
      `/v1/relations/BY-VN/timeline?limit=3&after=${first.next}`,
    );
    const all = await timeline.get<{ timeline: { id: string }[] }>('/v1/relations/BY-VN/timeline?limit=7');
    expect([...first.timeline, ...second.timeline].map((e) => e.id)).toEqual(all.timeline.slice(1).map((e) => e.id));
  });
  it('pages go on after a row whose words look like the place of another', async () => {
    const visitor = 'Ana "earliest":null,"latest":null';
    for (const day of ['01', '02', '03'])
      await timeline.append([
        states({
          source: 'x',
          key: `odd-${day}`,
          parties: ['AR', 'UY'],
          occurred: `2024-05-${day}`,
          attributes: { visitor },
        }),
      ]);
    let after = '';
    for (const day of ['01', '02', '03']) {
      const page = await timeline.get<{ timeline: { earliest: string; headline: string }[]; next: string | null }>(
        `/v1/relations/AR-UY/timeline?from=2024-01-01&limit=1${after}`,
      );
      expect(page.timeline.map((row) => row.earliest)).toEqual([`2024-05-${day}`]);
      expect(page.timeline[0]?.headline).toContain(visitor);
      after = `&after=${page.next}`;
    }
  });
});
