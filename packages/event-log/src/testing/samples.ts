import { randomUUID } from 'node:crypto';
import type { NewEvent, RecordedEvent } from '@foedera/schema';
import type { Page } from '../log.ts';

/** A stream name that no other test uses. */
export function freshStream(): string {
  return `foedera-test-${randomUUID()}`;
}

/** An event with a new id, holding the given data. */
export function sampleEvent(data: unknown = { text: 'relations upgraded' }): NewEvent {
  return { id: randomUUID(), type: 'relations-upgraded', data, metadata: { schema: 1, by: 'contract' } };
}

/** Events with new ids, numbered from 0 in their data. */
export function sampleEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => sampleEvent({ n }));
}

/** All events of a read. */
export async function collect(pages: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of pages) events.push(...page);
  return events;
}

/**
 * Events of a subscription up to the first page that is caught up and satisfies `enough`, which is given all events so
 * far; the subscription is left then.
 */
export async function untilCaughtUp(
  pages: AsyncIterable<Page>,
  enough: (events: readonly RecordedEvent[]) => boolean = () => true,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of pages) {
    events.push(...page.events);
    if (page.caughtUp && enough(events)) return events;
  }
  return events;
}
