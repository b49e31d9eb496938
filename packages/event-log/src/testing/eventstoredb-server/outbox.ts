import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** The server's side of a read call: writes as fast as the client takes it, and knows when the client has gone. */
export class Outbox {
  readonly #call: ReadCall;
  readonly #gone = new AbortController();

  constructor(call: ReadCall) {
    this.#call = call;
    const leave = () => this.#gone.abort();
    call.once('cancelled', leave);
    call.once('close', leave);
    call.once('error', leave);
  }

  /** Aborts when the client has gone or the call has ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** False when there is no one left to write to. */
  async write(message: streams.ReadResp): Promise<boolean> {
    if (this.#gone.signal.aborted) return false;
    if (this.#call.write(message)) return true;
    await this.wait((done) => this.#call.once('drain', done));
    return !this.#gone.signal.aborted;
  }

  /** Waits until `arm`'s callback is called, or the client has gone. */
  wait(arm: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const signal = this.#gone.signal;
      if (signal.aborted) return resolve();
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
      arm(done);
    });
  }

  waitMs(ms: number): Promise<void> {
    return this.wait((done) => setTimeout(done, ms));
  }

  end(): void {
    if (!this.#gone.signal.aborted) this.#call.end();
  }

  fail(error: Error): void {
    if (!this.#gone.signal.aborted) this.#call.emit('error', error);
  }
}
