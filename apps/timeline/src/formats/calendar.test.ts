import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { calendarChunks } from './calendar.ts';
import type { Row } from './columns.ts';

const ROWS = 950;

it('a calendar is made as it is read, and is one calendar', async () => {
  let read = 0;
  async function* rows(): AsyncGenerator<Row> {
    for (; read < ROWS; read++) {
      const day = read % 10 === 0 ? null : `2015-01-${10 + (read % 20)}`;
      yield { id: String(read), kind: 'visit', earliest: day, latest: day, occurred: day, reportedFrom: '2016-01-01' };
    }
  }
  const addressOf = ({ id }: Row) => `https://here.example/${String(id)}`;
  const chunks: string[] = [];
  for await (const chunk of calendarChunks('Visits', rows(), addressOf, () => ({ seq: 7 }))) {
    chunks.push(chunk);
    // The opening, then some two hundred dated rows each.
    expect(read).toBeLessThan(chunks.length * 230);
  }
  expect(chunks.length).toBeGreaterThan(5);
  const calendar = new ICAL.Component(ICAL.parse(chunks.join('')));
  const ids = calendar.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('uid'));
  expect(ids).toEqual(Array.from({ length: ROWS }, (_, n) => n).flatMap((n) => (n % 10 === 0 ? [] : [`${n}@foedera`])));
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Visits');
  expect(calendar.getFirstPropertyValue('x-foedera-seq')).toBe('7');
  expect(calendar.getFirstPropertyValue('x-foedera-undated')).toBe(String(ROWS / 10));
});
