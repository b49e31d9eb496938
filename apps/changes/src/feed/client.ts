import type { ServerResponse } from 'node:http';
import type { Place } from '../read-model/place.ts';
import { type Ending, endingMessage } from './chunk.ts';
import type { Group } from './group.ts';
import type { FeedView } from './view.ts';

/** Bounds of what one client may hold and how long. */
export interface ClientLimits {
  /** Bytes that wait for the client's socket above which nothing more is given. */
  readonly highBytes: number;
  /** Heartbeats at which a client's socket may be found full and no emptier before it is sent away. */
  readonly stalledBeats: number;
  /** How long a client that was sent away has to take its last message. */
  readonly graceMs: number;
}

/** What one turn of a client came to: nothing new, its socket is full, or it may go on at once. */
export type Turn = 'idle' | 'full' | 'more' | 'gone';

/** Chunks given in one turn, so that a client that catches up leaves the others their turn. */
const CHUNKS_A_TURN = 4;

/** One open event stream: pulls chunks from its place on as fast as its socket takes them. */
export class Client {
  readonly #response: ServerResponse;
  readonly #view: FeedView;
  readonly #group: Group;
  readonly #limits: ClientLimits;
  #place: Place;
  /** Heartbeats at which the socket was full and had taken nothing since the one before. */
  #stalled = 0;
  #waiting = 0;
  #quiet = false;
  #ended = false;

  constructor(response: ServerResponse, view: FeedView, group: Group, place: Place, limits: ClientLimits) {
    this.#response = response;
    this.#view = view;
    this.#group = group;
    this.#place = place;
    this.#limits = limits;
  }

  /** Where the client stands once it has taken everything that was written. */
  get place(): Place {
    return this.#place;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Gives the client what follows its place, as far as its socket takes it. */
  turn(): Turn {
    for (let i = 0; i < CHUNKS_A_TURN; i++) {
      if (this.#ended) return 'gone';
      if (this.#isFull()) return 'full';
      this.#stalled = 0;
      const chunk = this.#group.chunkAfter(this.#place);
      if (!chunk) return 'idle';
      this.#place = chunk.next;
      if (chunk.changes > 0) {
        this.#response.write(chunk.bytes);
        this.#quiet = false;
      }
    }
    return 'more';
  }

  /**
   * Keeps a client awake that was written nothing since the last call; sends away one that takes nothing. Beats are
   * counted, not time: while this process was busy elsewhere, no socket could be seen to empty.
   */
  heartbeat(): void {
    if (this.#ended) return;
    if (this.#isFull()) {
      const waiting = this.#response.writableLength;
      this.#stalled = waiting < this.#waiting ? 0 : this.#stalled + 1;
      this.#waiting = waiting;
      if (this.#stalled > this.#limits.stalledBeats) this.end('consumer-too-slow');
      return;
    }
    this.#stalled = 0;
    if (this.#quiet) this.#response.write(this.#group.keepAliveAt(this.#place));
    this.#quiet = true;
  }

  /** Writes the last message and closes; a client that does not take it in time is cut off. */
  end(ending: Ending, retryMs?: number, detail?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#group.clients.delete(this);
    const response = this.#response;
    response.end(endingMessage(ending, this.#view.idOf(this.#place), retryMs, detail));
    const cutOff = setTimeout(() => response.destroy(), this.#limits.graceMs);
    response.once('close', () => clearTimeout(cutOff));
  }

  /** The connection is gone. */
  gone(): void {
    this.#ended = true;
    this.#group.clients.delete(this);
  }

  #isFull(): boolean {
    return this.#response.writableLength > this.#limits.highBytes;
  }
}
