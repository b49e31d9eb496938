import { expect, it } from 'vitest';
import { formatDay, isEdtf, parseEdtf, parseKnownMs, toEdtf } from './index.ts';

const bounds = (text: string): string => {
  const span = parseEdtf(text);
  if (!span) return 'not a date';
  const show = (d: number | null): string => (d === null ? '..' : formatDay(d));
  return `${show(span.earliest)} ${show(span.latest)}${span.extent ? ' extent' : ''}`;
};

it.each([
  ['1994-06-16', '1994-06-16 1994-06-16 extent'],
  ['2003-10', '2003-10-01 2003-10-31'],
  ['1998', '1998-01-01 1998-12-31'],
  ['2013-05-12/2013-05-15', '2013-05-12 2013-05-15 extent'],
  ['2015-01/2015-08', '2015-01-01 2015-08-31'],
  ['../2017-12-31', '.. 2017-12-31'],
  ['2017/..', '2017-01-01 ..'],
  ['2015-12~', '2015-12-01 2015-12-31'],
  ['2016-02-29', '2016-02-29 2016-02-29 extent'],
  ['201X', '2010-01-01 2019-12-31'],
  ['2015-02-29', 'not a date'],
  ['2015-13', 'not a date'],
  ['2016-05/2016-01', 'not a date'],
  ['yesterday', 'not a date'],
  ['', 'not a date'],
])('bounds of %s are %s', (text, expected) => {
  expect(bounds(text)).toBe(expected);
});

it('writes a range of days as the shortest EDTF', () => {
  const day = (text: string): number => parseEdtf(text)?.earliest as number;
  expect(toEdtf(day('2016-02-01'), day('2016-02-29'))).toBe('2016-02');
  expect(toEdtf(day('2016-01-01'), day('2016-12-31'))).toBe('2016');
  expect(toEdtf(day('2016-01-01'), day('2016-01-01'))).toBe('2016-01-01');
  expect(toEdtf(day('2016-01-01'), day('2016-01-05'))).toBe('2016-01-01/2016-01-05');
});

it('counts a date as known from the end of its latest day', () => {
  expect(parseKnownMs('2016-01-15')).toBe(Date.parse('2016-01-15T23:59:59.999Z'));
  expect(parseKnownMs('2015-10-27/2015-12-08')).toBe(Date.parse('2015-12-08T23:59:59.999Z'));
  expect(parseKnownMs('2016-01-15T10:00:00Z')).toBe(Date.parse('2016-01-15T10:00:00Z'));
  expect(parseKnownMs('2016-02-30T10:00:00Z')).toBeNull();
  expect(parseKnownMs('2016/..')).toBeNull();
});

it('refuses what is too long to be a date without reading it', () => {
  expect(isEdtf('1'.repeat(10_000))).toBe(false);
});
