/** The calls that a fault can befall. */
export type CallKind = 'append' | 'batch-append' | 'read' | 'subscribe' | 'gossip' | 'features';

/** A call as it reaches the double, before it is answered. `stream` is `$all` where no stream is named. */
export interface Call {
  readonly kind: CallKind;
  readonly stream: string;
}

/** What can go wrong with an append. `written` says whether the events are stored before it does. */
export type AppendFault =
  /** No answer, ever. */
  | { readonly name: 'silent'; readonly written: boolean }
  /** The server closes the call: with an error, or, `clean`, as if all were well but without an answer. */
  | { readonly name: 'closing'; readonly written: boolean; readonly clean?: boolean }
  /** The server drops every connection. */
  | { readonly name: 'cut'; readonly written: boolean }
  /** An answer that is neither a success nor a conflict. */
  | { readonly name: 'hollow'; readonly written: boolean }
  /** `Operation timed out`, as a server says whose replicas are slow: the outcome is open. */
  | { readonly name: 'timed-out'; readonly written: boolean }
  /** Another writer's event takes the place in the stream. */
  | { readonly name: 'conflict' }
  | { readonly name: 'slow'; readonly ms: number };

/** What can go wrong with a read or a subscription, after it has sent `after` events. */
export type ReadFault =
  /** The server ends the call without an error. */
  | { readonly name: 'ended'; readonly after: number }
  | { readonly name: 'closed'; readonly after: number }
  /** Nothing more is sent, and the call stays open. */
  | { readonly name: 'stalled'; readonly after: number }
  | { readonly name: 'paused'; readonly after: number; readonly ms: number }
  | { readonly name: 'trickling'; readonly ms: number }
  /** Before the first event, nothing but a checkpoint every `ms`: so many foreign events lie between. */
  | { readonly name: 'searching'; readonly ms: number; readonly times: number }
  /** The last `count` events are sent a second time. */
  | { readonly name: 'duplicated'; readonly after: number; readonly count: number }
  /** "Caught up" is said before the first event. */
  | { readonly name: 'early-caught-up' }
  /** A checkpoint up to `by` events ahead of what has been sent, and then the end. */
  | { readonly name: 'checkpoint-ahead'; readonly after: number; readonly by: number };

/** What can go wrong with any call. */
export type CallFault =
  | { readonly name: 'not-ready' }
  /** The node is not (or no longer) the leader, and names the one that is. */
  | { readonly name: 'not-leader'; readonly host: string; readonly port: number }
  | { readonly name: 'no-leader' }
  | { readonly name: 'denied' };

export type Fault = AppendFault | ReadFault | CallFault;

/** Decides, call by call, what goes wrong; `null` is a call that goes well. */
export type FaultSource = (call: Call) => Fault | null;

/** The fault of one call; `fire` is called when it happens, which a short call may not live to see. */
export interface FiredFault {
  readonly fault: Fault;
  readonly fire: () => void;
}

/** The next `times` calls of a kind (and stream, where one is given) suffer this fault. */
export function faultTimes(kind: CallKind, fault: Fault, times = 1, stream?: string): FaultSource {
  let left = times;
  return (call) => {
    if (left === 0 || call.kind !== kind || (stream !== undefined && call.stream !== stream)) return null;
    left--;
    return fault;
  };
}

/** Asks the sources in turn; the first fault is the one that happens. */
export function anyFault(...sources: readonly FaultSource[]): FaultSource {
  return (call) => {
    for (const source of sources) {
      const fault = source(call);
      if (fault !== null) return fault;
    }
    return null;
  };
}

/** Numbers in [0, 1), the same for the same seed (xorshift, 32 bits). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
