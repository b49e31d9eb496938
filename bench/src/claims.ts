import {
  type Claim,
  claimIdOf,
  eventId,
  type Kind,
  type NewEvent,
  SCHEMA_VERSION,
  type Statement,
} from '@foedera/schema';

/** A small generator of pseudo-random numbers in [0, 1): the same seed gives the same numbers everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STATES = [
  'AU',
  'BR',
  'BY',
  'CN',
  'DE',
  'EG',
  'FR',
  'GB',
  'ID',
  'IN',
  'JP',
  'KR',
  'KZ',
  'MX',
  'NG',
  'RU',
  'SG',
  'TH',
  'US',
  'VN',
  'ZA',
];
const SHARES: readonly (readonly [Kind, number])[] = [
  ['visit', 0.3],
  ['meeting', 0.55],
  ['message', 0.7],
  ['agreement-signed', 0.8],
  ['trade-volume', 0.9],
  ['mechanism-session', 0.97],
  ['relations-upgraded', 1],
];

/**
 * Events as a newsroom would append them: claims of five sources about pairs of states over thirty years, reported some
 * days after they happened, a third of them about a happening that another source reported too.
 */
export function claimEvents(count: number, seed = 1): NewEvent[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const date = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const recent: Statement[] = [];
  return Array.from({ length: count }, (_, i) => {
    const reported = 7_000 + Math.floor((i / count) * 11_000);
    const copied = recent.length > 0 && random() < 0.33 ? pick(recent) : null;
    const statement: Statement = copied
      ? { ...copied, source: { id: `press-${1 + Math.floor(random() * 5)}` }, reported: date(reported), key: String(i) }
      : newStatement(i, reported);
    recent[i % 50] = statement;
    const data: Claim = { ...statement, claim: claimIdOf(statement) };
    return {
      id: eventId([data.claim, 'state', 'bench'], data.reported),
      type: data.kind,
      data,
      metadata: { schema: SCHEMA_VERSION },
    };
  });

  function newStatement(i: number, reported: number): Statement {
    const roll = random();
    const kind = (SHARES.find(([, upTo]) => roll < upTo) as readonly [Kind, number])[0];
    const a = pick(STATES);
    const b = pick(STATES.filter((s) => s !== a));
    const happened = reported - Math.floor(random() * 20);
    const occurred =
      kind === 'trade-volume'
        ? date(happened).slice(0, 4)
        : random() < 0.15
          ? date(happened).slice(0, 7)
          : date(happened);
    const attributes: Record<string, unknown> =
      kind === 'visit'
        ? { visitor: `Person ${Math.floor(random() * 200)}`, host: b, status: 'completed' }
        : kind === 'agreement-signed'
          ? { instrument: `Agreement ${i}` }
          : kind === 'trade-volume'
            ? { amount: Math.floor(random() * 1e9), unit: 'USD' }
            : {};
    return {
      kind,
      occurred,
      parties: [a, b].sort(),
      attributes,
      confidence: 0.9,
      quote: `What the press wrote about ${a} and ${b} in report number ${i}, word for word.`,
      source: { id: `press-${1 + Math.floor(random() * 5)}` },
      key: String(i),
      reported: date(reported),
    };
  }
}
