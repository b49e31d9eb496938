import { expect, it } from 'vitest';
import { dateInWords } from './date-words.ts';

it.each([
  ['2015-12-08', '8 December 2015', '8 décembre 2015', '8 tháng 12, 2015'],
  ['2015-12', 'December 2015', 'décembre 2015', 'tháng 12 năm 2015'],
  ['2015', '2015', '2015', '2015'],
  ['2015-12-08/2015-12-09', '8–9 December 2015', '8–9 décembre 2015', '8–9 tháng 12, 2015'],
  [
    '2015-12/2016-02-01',
    'December 2015 – 1 February 2016',
    'décembre 2015 – 1er février 2016',
    'tháng 12 năm 2015 – 1 tháng 2, 2016',
  ],
  ['2015-12/..', 'from December 2015', 'à partir de décembre 2015', 'từ tháng 12 năm 2015'],
  ['../2015', 'until 2015', 'jusqu’à 2015', 'đến 2015'],
  ['2015~', 'about 2015', 'vers 2015', 'khoảng 2015'],
  ['2015-12?', 'perhaps December 2015', 'peut-être décembre 2015', 'có lẽ tháng 12 năm 2015'],
  ['2026-11-23T01:02:03.004Z', '23 November 2026', '23 novembre 2026', '23 tháng 11, 2026'],
  ['201X', '201X', '201X', '201X'],
])('says %s in words, at its own precision', (text, en, fr, vi) => {
  // Spaces and the Vietnamese word for year depend on the platform's locale data.
  const plain = (said: string): string =>
    said
      .replace(/\s*–\s*/g, '–')
      .replace(/\s/g, ' ')
      .replace(/, (?=\d{4})/g, ' năm ');
  const said = (['en', 'fr', 'vi'] as const).map((language) => plain(dateInWords(text, language)));
  expect(said).toEqual([en, fr, vi].map(plain));
});
