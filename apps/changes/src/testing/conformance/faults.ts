/**
 * What a feed may do to its consumers without breaking a promise:
 * - `drop`: the connection is cut between two messages
 * - `cut`: the connection is cut inside a message
 * - `repeat`: the last messages come again, as they do after a reconnection
 * - `stall`: nothing comes for a while, not even a keep-alive, and then the connection is cut
 * - `expire`: the cursor is answered with 410 and the way on
 * - `busy`: the request is answered with 503
 * - `restart`: all connections are cut, and for a while nobody listens
 */
export const FAULTS = ['drop', 'cut', 'repeat', 'stall', 'expire', 'busy', 'restart'] as const;
export type Fault = (typeof FAULTS)[number];

/** When faults happen: the same seed gives the same sequence. */
export interface FaultPlan {
  /** A fault to commit at a message, or none. */
  atMessage(): Fault | null;
  /** A fault to commit at a request that goes on from a cursor, or none. */
  atRequest(): Fault | null;
  committed(fault: Fault): void;
  /** How often each was committed. */
  readonly counts: Readonly<Record<Fault, number>>;
}

const AT_MESSAGE: readonly Fault[] = ['drop', 'cut', 'repeat', 'stall', 'restart'];
const AT_REQUEST: readonly Fault[] = ['expire', 'busy'];

/**
 * Plans each chosen fault `times` times, at random places. Once all are committed the feed behaves.
 *
 * @param every one message in so many goes wrong
 */
export function planFaults(faults: readonly Fault[], times: number, every: number, seed: number): FaultPlan {
  const random = seeded(seed);
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const due = (among: readonly Fault[]): Fault[] =>
    faults.filter((fault) => among.includes(fault) && counts[fault] < times);
  const pick = (among: readonly Fault[], chance: number): Fault | null => {
    const open = due(among);
    if (open.length === 0 || random() >= chance) return null;
    return open[Math.floor(random() * open.length)] as Fault;
  };
  return {
    atMessage: () => pick(AT_MESSAGE, 1 / every),
    atRequest: () => pick(AT_REQUEST, 1 / 2),
    committed: (fault) => {
      counts[fault]++;
    },
    counts,
  };
}

/** A small generator of numbers from 0 to 1. @see mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
