import type { AppendExpectedRevision, AppendResult as ClientResult, JSONEventData } from '@eventstore/db-client';
import type { NewEvent } from '@foedera/schema';
import { type CheckedEvent, checkAppend } from '../batch.ts';
import { WrongExpectedRevision } from '../errors.ts';
import type { AppendResult, Expected } from '../log.ts';
import { lastRevision, streamPage } from './calls.ts';
import type { Connection } from './connection.ts';
import { errorType } from './failure.ts';
import { isPlace, type Place, toPosition } from './position.ts';

/** A revision, or one of the words, as the caller expects it, for errors. */
interface Target {
  readonly stream: string;
  readonly expected: Expected;
}

/** Appends, each of them repeated with the same ids at the same exact revision until its outcome is known. */
export class Appender {
  readonly #connection: Connection;
  /** Appends to one stream wait for each other, so that they come in the order in which they were asked for. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const wire = checkAppend(stream, events, expected).map(toWire);
    return this.#inTurn(stream, () => this.#append({ stream, expected }, wire));
  }

  async #append(target: Target, events: readonly JSONEventData[]): Promise<AppendResult> {
    const { stream, expected } = target;
    if (expected === 'any' || expected === 'stream-exists') {
      if (this.#connection.on.pinRevision) return this.#appendAfterLast(target, events);
      return this.#send(target, expected === 'any' ? 'any' : 'stream_exists', events, false);
    }
    const base = expected === 'no-stream' ? -1 : expected;
    return this.#appendAt(target, base, events, await this.#standsAt(stream, base + 1, events[0]?.id));
  }

  async #appendAfterLast(target: Target, events: readonly JSONEventData[]): Promise<AppendResult> {
    let last = await lastRevision(this.#connection, target.stream);
    while (true) {
      if (last === null && target.expected === 'stream-exists')
        throw new WrongExpectedRevision(target.stream, target.expected, null);
      try {
        return await this.#appendAt(target, last ?? -1, events, false);
      } catch (error) {
        // Somebody else was there first, and so this attempt, at an exact revision, can never have been written.
        if (!(error instanceof WrongExpectedRevision)) throw error;
        last = error.actual;
      }
    }
  }

  #appendAt(target: Target, base: number, events: readonly JSONEventData[], stands: boolean): Promise<AppendResult> {
    return this.#send(target, base < 0 ? 'no_stream' : BigInt(base), events, stands);
  }

  async #send(
    { stream, expected }: Target,
    expectedRevision: AppendExpectedRevision,
    events: readonly JSONEventData[],
    stands: boolean,
  ): Promise<AppendResult> {
    const { patience } = this.#connection;
    const options = { expectedRevision, requiresLeader: true, deadline: patience.attemptMs };
    const result = await this.#connection.run(`append to ${stream}`, (client) =>
      client.appendToStream(stream, [...events], options).catch((error: unknown): ClientResult => {
        if (errorType(error) !== 'wrong-expected-version') throw error;
        throw new WrongExpectedRevision(stream, expected, toActual(error), { cause: error });
      }),
    );
    const revision = Number(result.nextExpectedRevision);
    const position = toPosition(isPlace(result.position) ? result.position : await this.#placeOf(stream, revision));
    return { revision, position, alreadyThere: stands };
  }

  /** Whether an event already stands at a revision. Asked before an append, for its answer does not tell. */
  async #standsAt(stream: string, revision: number, id: string | undefined): Promise<boolean> {
    const [standing] = await streamPage(this.#connection, stream, BigInt(revision), 1);
    return standing?.event.id === id;
  }

  /** Where an event stands in the log: an append that finds its events already there may not be told. */
  async #placeOf(stream: string, revision: number): Promise<Place> {
    const found = await this.#connection.run(`find ${stream}`, async () => {
      const [standing] = await streamPage(this.#connection, stream, BigInt(revision), 1);
      if (standing === undefined) throw new Error(`revision ${revision} was acknowledged and cannot be read yet`);
      return standing;
    });
    return found.place;
  }

  async #inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(stream) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#queues.set(stream, mine);
    try {
      return await mine;
    } finally {
      if (this.#queues.get(stream) === mine) this.#queues.delete(stream);
    }
  }
}

/** The event as the client takes it, from the text that was made when the append was asked for. */
function toWire({ id, type, data, metadata }: CheckedEvent): JSONEventData {
  return { id, type, contentType: 'application/json', data: JSON.parse(data), metadata: JSON.parse(metadata) };
}

/** The stream's last revision as the error tells it. */
function toActual(error: unknown): number | null {
  const { actualVersion } = error as { readonly actualVersion: bigint | 'no_stream' };
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : null;
}
