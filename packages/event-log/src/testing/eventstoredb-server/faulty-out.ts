import type { FiredFault } from './faults.ts';
import type { Outbox } from './outbox.ts';
import { checkpointMessage, ERRORS, eventMessage } from './protocol.ts';
import type { StoredEvent } from './store.ts';

/** Sends the events of one call until its fault befalls it. */
export class FaultyOut {
  readonly #out: Outbox;
  readonly #fired: FiredFault | null;
  readonly #withPositions: boolean;
  readonly #sent: StoredEvent[] = [];
  #count = 0;
  #ending: 'end' | 'fail' | 'stall' = 'end';

  constructor(out: Outbox, fired: FiredFault | null, withPositions = true) {
    this.#out = out;
    this.#withPositions = withPositions;
    this.#fired = fired;
  }

  /** False when nothing more shall be sent. `ahead` is the position that a checkpoint running ahead names. */
  async send(event: StoredEvent, ahead: () => bigint | null = () => null): Promise<boolean> {
    if (!(await this.#before(ahead))) return false;
    this.#count++;
    if (this.#fired?.fault.name === 'duplicated') this.#sent.push(event);
    return this.#out.write(eventMessage(event, this.#withPositions));
  }

  /** Ends the call as its fault wants it: well, with an error, or not at all. */
  finish(): void {
    if (this.#ending === 'end') this.#out.end();
    if (this.#ending === 'fail') this.#out.fail(ERRORS.closed());
  }

  async #before(ahead: () => bigint | null): Promise<boolean> {
    if (this.#fired === null) return true;
    const { fault, fire } = this.#fired;
    if (fault.name === 'trickling') {
      if (this.#count === 0) fire();
      await this.#out.waitMs(fault.ms);
    }
    if (!('after' in fault) || this.#count !== fault.after) return true;
    switch (fault.name) {
      case 'ended':
        fire();
        return false;
      case 'closed':
        fire();
        this.#ending = 'fail';
        return false;
      case 'stalled':
        fire();
        this.#ending = 'stall';
        return false;
      case 'paused':
        fire();
        await this.#out.waitMs(fault.ms);
        return true;
      case 'duplicated':
        if (this.#sent.length > 0) fire();
        for (const event of this.#sent.splice(-fault.count)) await this.#out.write(eventMessage(event));
        return true;
      case 'checkpoint-ahead': {
        const position = ahead();
        if (position === null) return true;
        fire();
        await this.#out.write(checkpointMessage(position));
        this.#ending = 'fail';
        return false;
      }
    }
  }
}
