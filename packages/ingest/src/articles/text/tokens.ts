import type { Lexicon, Word } from '../patterns/lexicon.ts';

/** A token of the view: a word, a number or one punctuation mark. Offsets are into the view, not into the raw text. */
export interface Token {
  readonly word: Word;
  readonly start: number;
  readonly end: number;
}

const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const OTHER = 3;
const APOSTROPHE = 39;
const WORD_CHARACTER = /[\p{L}\p{M}]/u;
const MAX_WORD = 80;

const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  ASCII[code] = code <= 32 ? SPACE : code >= 48 && code <= 57 ? DIGIT : letter ? LETTER : OTHER;
}

/** Class of the character at an offset: 0 space, 1 letter or mark, 2 digit, 3 anything else. */
export function charClass(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] as number;
  if (code >= 0xc0 && code <= 0x24f) return code === 0xd7 || code === 0xf7 ? OTHER : LETTER;
  if (code >= 0x1e00 && code <= 0x1eff) return LETTER;
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x2028 || code === 0x2029) return SPACE;
  if (code >= 0xd800 && code <= 0xdfff) return OTHER;
  return WORD_CHARACTER.test(text[at] as string) ? LETTER : OTHER;
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && at - from < MAX_WORD && charClass(text, at) === LETTER) at++;
  return at;
}

function numberEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && at - from < MAX_WORD) {
    if (charClass(text, at) === DIGIT) at++;
    else if ((text[at] === '.' || text[at] === ',') && at + 1 < end && charClass(text, at + 1) === DIGIT) at++;
    else break;
  }
  return at;
}

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SHORTEST = 8;

/** A number as one part; a date with dots ("2.02.2021") as its day, month and year and the dots between them. */
function dateParts(text: string, from: number, end: number): readonly (readonly [number, number])[] {
  const found = end - from >= SHORTEST ? DOTTED.exec(text.slice(from, end)) : null;
  if (!found) return [[from, end]];
  const day = from + (found[1] as string).length;
  const month = day + 1 + (found[2] as string).length;
  return [
    [from, day],
    [day, day + 1],
    [day + 1, month],
    [month, month + 1],
    [month + 1, end],
  ];
}

/**
 * Tokens of `text` between two offsets, in order. Elisions end their token with the apostrophe (`l'` + `accord`),
 * enclitics begin theirs with it (`Putin` + `'s`), any other apostrophe stays inside its word. Hyphens stand alone.
 */
export function tokenize(text: string, from: number, to: number, lexicon: Lexicon): Token[] {
  const tokens: Token[] = [];
  const push = (start: number, end: number): void => {
    tokens.push({ word: lexicon.wordAt(text, start, end), start, end });
  };
  let at = from;
  while (at < to) {
    const kind = charClass(text, at);
    if (kind === SPACE) at++;
    else if (kind === DIGIT) {
      const end = numberEnd(text, at, to);
      for (const [a, b] of dateParts(text, at, end)) push(a, b);
      at = end;
    } else if (kind === LETTER) {
      let end = wordEnd(text, at, to);
      while (end < to && text.charCodeAt(end) === APOSTROPHE) {
        if (lexicon.isElision(text.slice(at, end))) {
          end++;
          break;
        }
        if (end + 1 >= to || charClass(text, end + 1) !== LETTER) break;
        const next = wordEnd(text, end + 1, to);
        if (lexicon.isEnclitic(text.slice(end + 1, next)) || end - at >= MAX_WORD) break;
        end = next;
      }
      push(at, end);
      at = end;
    } else {
      const enclitic = text.charCodeAt(at) === APOSTROPHE && at > from && charClass(text, at - 1) === LETTER;
      const end = enclitic ? wordEnd(text, at + 1, to) : at + 1;
      if (enclitic && lexicon.isEnclitic(text.slice(at + 1, end))) {
        push(at, end);
        at = end;
      } else {
        push(at, at + 1);
        at++;
      }
    }
  }
  return tokens;
}
