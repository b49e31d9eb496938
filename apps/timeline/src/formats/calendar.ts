import ical, { type ICalCalendar, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Row } from './columns.ts';

const DAY_MS = 86_400_000;

const ROWS_AT_ONCE = 200;
const END = 'END:VCALENDAR';

/**
 * Entries or claims as a calendar of whole days, none of which blocks the reader's time. What is dated to a month or a
 * year spans it; its date as stated is in `X-FOEDERA-OCCURRED`. What has no date cannot stand in a calendar:
 * `X-FOEDERA-UNDATED` counts it, at the end. Made as it is read.
 * @see RFC 5545
 */
export async function* calendarChunks(
  title: string,
  rows: AsyncIterable<Row>,
  addressOf: (row: Row) => string,
  notes: () => Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  const empty = (): ICalCalendar => ical({ name: title, prodId: { company: 'foedera', product: 'timeline' } });
  const opening = textWithoutEnd(empty());
  const bodyOf = (calendar: ICalCalendar): string => textWithoutEnd(calendar).slice(opening.length);
  yield opening;
  let calendar = empty();
  let undated = 0;
  let count = 0;
  for await (const row of rows) {
    const event = eventOf(row, addressOf);
    if (event === null) {
      undated += 1;
      continue;
    }
    calendar.createEvent(event);
    count += 1;
    if (count % ROWS_AT_ONCE !== 0) continue;
    yield bodyOf(calendar);
    calendar = empty();
  }
  if (count % ROWS_AT_ONCE !== 0) yield bodyOf(calendar);
  const said = empty();
  const closing = Object.entries(notes()).map(([key, value]) => ({
    key: `X-FOEDERA-${key.toUpperCase()}`,
    value: String(value),
  }));
  said.x([{ key: 'X-FOEDERA-UNDATED', value: String(undated) }, ...closing]);
  yield `${bodyOf(said)}${END}`;
}

function textWithoutEnd(calendar: ICalCalendar): string {
  const text = calendar.toString();
  return text.slice(0, text.lastIndexOf(END));
}

function eventOf(row: Row, addressOf: (row: Row) => string): ICalEventData | null {
  const first = (row.earliest ?? row.latest) as string | null;
  if (first === null) return null;
  const last = (row.latest ?? row.earliest) as string;
  return {
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
  };
}

function statusOf(status: unknown): ICalEventStatus {
  if (status === 'cancelled' || status === 'postponed') return ICalEventStatus.CANCELLED;
  return status === 'planned' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
