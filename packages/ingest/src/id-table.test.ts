import { sha256 } from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { IdTable, saltOf } from './id-table.ts';

describe('a table of ids', () => {
  it('finds every id after it grew, and no other', () => {
    const table = new IdTable(4);
    for (let n = 0; n < 5000; n++) table.set(sha256(`in ${n}`), n);
    expect(table.size).toBe(5000);
    for (let n = 0; n < 5000; n++) {
      expect(table.get(sha256(`in ${n}`))).toBe(n);
      expect(table.get(sha256(`out ${n}`))).toBeUndefined();
    }
  });

  it('keeps the latest number of an id', () => {
    const table = new IdTable();
    table.set(sha256('a'), 0);
    table.set(sha256('a'), 0xfffffffe);
    expect([table.get(sha256('a')), table.size]).toEqual([0xfffffffe, 1]);
  });

  it('keeps one id in several places apart', () => {
    const table = new IdTable();
    const salt = saltOf(sha256('place'));
    table.set(sha256('a'), 1, salt);
    expect(table.get(sha256('a'))).toBeUndefined();
    expect(table.get(sha256('a'), salt)).toBe(1);
  });
});
