import { expect, it } from 'vitest';
import { negotiate, splitSuffix } from './formats.ts';

it.each([
  ['/v1/claims.csv?kind=visit', '/v1/claims?kind=visit', 'csv'],
  ['/v1/claims?after=a.b', '/v1/claims?after=a.b', null],
  ['/v1/relations/BY-VN.md', '/v1/relations/BY-VN', 'md'],
  ['/v1/a.b/claims', '/v1/a.b/claims', null],
  ['/v1/claims.', '/v1/claims.', null],
])('%s asks for %s', (address, bare, suffix) => {
  expect(splitSuffix(address)).toEqual({ address: bare, suffix });
});

it.each([
  [undefined, 'json'],
  ['*/*', 'json'],
  ['text/csv', 'csv'],
  ['text/csv; charset=utf-8', 'csv'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'json'],
  ['application/json;q=0, */*', 'csv'],
  ['text/*', 'csv'],
  ['application/json;q=0.4, text/csv;q=0.5', 'csv'],
])('Accept %s is answered with %s', (accept, format) => {
  expect(negotiate(['json', 'csv'], null, accept)).toBe(format);
});

it('refuses what is not offered', () => {
  expect(() => negotiate(['json'], null, 'text/csv')).toThrow(/text\/csv/);
  expect(() => negotiate(['json'], 'xyz', undefined)).toThrow(/\.xyz/);
  expect(() => negotiate(['json', 'csv'], null, 'text/csv;q=0')).toThrow();
});
