import { describe, it } from 'vitest';
import type { TestServer } from '../../testing/eventstoredb-server/index.ts';
import type { Countermeasures } from '../countermeasures.ts';

/** Ids of events in their order. */
export const ids = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);

/** Ids of all that clients wrote, in log order. */
export const storedIds = (server: TestServer): string[] => ids(server.store.events.slice(3));

/** A fault of the client or the server, provoked with the countermeasure and without it. */
export function fault(
  name: string,
  measures: readonly (keyof Countermeasures)[],
  withIt: readonly [rule: string, test: () => Promise<void>],
  without: readonly [rule: string, test: (off: readonly (keyof Countermeasures)[]) => Promise<void>],
): void {
  describe(name, () => {
    it(withIt[0], withIt[1]);
    it(`without ${measures.join(' and ')}: ${without[0]}`, () => without[1](measures));
  });
}
