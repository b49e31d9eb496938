import { describe, expect, it } from 'vitest';
import { counted, duration, table, widthOf, wrap } from './output.ts';

describe('a table', () => {
  it('sets columns two spaces apart and numbers to the right', () => {
    const columns = [{ heading: 'kind' }, { heading: 'n', align: 'right' as const }];
    expect(
      table(columns, [
        ['visit', '7'],
        ['meeting', '12'],
      ]),
    ).toEqual(['kind      n', 'visit     7', 'meeting  12']);
  });

  it('breaks the flexible column so that no line is wider than asked for', () => {
    const columns = [{ heading: '' }, { heading: '', flexible: true }];
    const lines = table(columns, [['2015', 'un deux trois quatre cinq six sept huit']], 30);
    expect(lines).toEqual(['2015  un deux trois quatre', '      cinq six sept huit']);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(30);
  });

  it('counts letters as they are seen, so that accents do not shift columns', () => {
    const decomposed = 'Trần'.normalize('NFD');
    expect([widthOf(decomposed), widthOf('中文')]).toEqual([4, 4]);
    expect(
      table(
        [{ heading: '' }, { heading: '' }],
        [
          [decomposed, 'x'],
          ['abcd', 'y'],
        ],
      ).map((l) => l.at(-1)),
    ).toEqual(['x', 'y']);
  });
});

describe('words', () => {
  it('never loses one, even one longer than the line', () => {
    expect(wrap('a veryverylongword b', 6)).toEqual(['a', 'veryverylongword', 'b']);
  });

  it('counts with its noun', () => {
    expect([counted(1, 'entry', 'entries'), counted(1234, 'fact'), counted(0, 'fact')]).toEqual([
      '1 entry',
      '1,234 facts',
      '0 facts',
    ]);
  });

  it('gives durations that can be said', () => {
    expect([duration(420), duration(12_345), duration(185_000)]).toEqual(['0.4 s', '12 s', '3 min 5 s']);
  });
});
