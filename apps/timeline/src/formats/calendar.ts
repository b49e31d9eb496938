import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Row } from './columns.ts';

const DAY_MS = 86_400_000;

/**
 * Entries or claims as a calendar of whole days, none of which blocks the reader's time. What is dated to a month or a
 * year spans it; its date as stated is in `X-FOEDERA-OCCURRED`. What has no date cannot stand in a calendar: `X-FOEDERA-UNDATED` counts it.
 * @see RFC 5545
 */
export async function calendarText(
  title: string,
  rows: AsyncIterable<Row>,
  addressOf: (row: Row) => string,
  notes: () => Readonly<Record<string, unknown>>,
): Promise<string> {
  const calendar = ical({ name: title, prodId: { company: 'foedera', product: 'timeline' } });
  let undated = 0;
  for await (const row of rows) {
    const first = (row.earliest ?? row.latest) as string | null;
    if (first === null) {
      undated += 1;
      continue;
    }
    const last = (row.latest ?? row.earliest) as string;
    calendar.createEvent({
      id: `${String(row.id)}@foedera`,
      start: new Date(`${first}T00:00:00Z`),
      end: new Date(Date.parse(`${last}T00:00:00Z`) + DAY_MS),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      timezone: null,
      stamp: new Date(String(row.lastReported ?? row.reportedFrom)),
      summary: String(row.headline ?? row.kind),
      description: textOf(row.quote),
      categories: [{ name: String(row.category) }, { name: String(row.kind) }],
      status: statusOf(row.status),
      url: addressOf(row),
      x: [{ key: 'X-FOEDERA-OCCURRED', value: String(row.occurred) }],
    });
  }
  const more = Object.entries(notes()).map(([key, value]) => ({
    key: `X-FOEDERA-${key.toUpperCase()}`,
    value: String(value),
  }));
  calendar.x([{ key: 'X-FOEDERA-UNDATED', value: String(undated) }, ...more]);
  return calendar.toString();
}

function statusOf(status: unknown): ICalEventStatus {
  if (status === 'cancelled' || status === 'postponed') return ICalEventStatus.CANCELLED;
  return status === 'planned' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
