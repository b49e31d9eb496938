import type { z } from 'zod';
import type { Problem, RejectionCode } from './rejections.ts';

/** A problem with the code of its rejection. */
export interface CodedProblem extends Problem {
  readonly code: RejectionCode;
}

const SHOWN = 80;
const SHOWN_WORDS = 12;
/** Letters that a word must share at its start to be suggested. */
const MIN_SHARED = 3;

/** A value as a message shows it: JSON, cut after 80 characters. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** JSON pointer of a path. @see RFC 6901 */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What zod found wrong with `input`, one problem per place: value found, what was expected. */
export function problemsOf(error: z.ZodError, input: unknown, at: readonly PropertyKey[] = []): CodedProblem[] {
  return error.issues.flatMap((issue): CodedProblem[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        code: 'unknown-field',
        pointer: pointerOf([...path, key]),
        reason: `unknown field ${shown(key)}`,
      }));
    const found = valueAt(input, issue.path);
    const wrong = wrongWith(issue, found);
    return found === undefined
      ? [{ code: 'missing-field', pointer: pointerOf(path), reason: `missing; ${wrong}` }]
      : [{ code: 'wrong-value', pointer: pointerOf(path), reason: `found ${shown(found)}; ${wrong}` }];
  });
}

function wrongWith(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected === 'int' ? 'a whole number' : issue.expected}`;
    case 'invalid_value':
      return expectedWord(issue.values, found);
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      if (!issue.message.startsWith('Invalid')) return issue.message;
      return issue.format === 'regex' ? `expected what matches ${issue.pattern}` : `expected a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

/** A short vocabulary is told whole; of a long one, the word that begins most like the one found. */
function expectedWord(words: readonly unknown[], found: unknown): string {
  const most = Math.max(...words.map((word) => sharedStart(word, found)));
  if (words.length > SHOWN_WORDS && most >= MIN_SHARED)
    return `not a known word; did you mean ${shown(words.find((word) => sharedStart(word, found) === most))}?`;
  const some = words.slice(0, SHOWN_WORDS).map((word) => JSON.stringify(word));
  const more = words.length - some.length;
  return `expected ${words.length > 1 ? 'one of ' : ''}${some.join(', ')}${more > 0 ? ` … (${more} more)` : ''}`;
}

function sharedStart(a: unknown, b: unknown): number {
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  if (origin === 'array') return ' elements';
  return '';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
