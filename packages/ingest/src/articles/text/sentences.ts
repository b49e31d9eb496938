import type { Lexicon, Word } from '../patterns/lexicon.ts';
import { type Token, tokenize } from './tokens.ts';

const TERMINAL = new Set(['.', '!', '?', '…']);
const CLOSING = new Set(['"', ')', ']', "'"]);
const MAX_TOKENS = 400;
/** Longest word in front of a full stop that may be cut short ("Sept.", "Prof."). */
const MAX_SHORT = 4;
const DOMAINS = new Set(['net', 'com', 'org', 'info']);

/** Word of an abbreviation table, without its dot. */
export type Abbreviations = ReadonlySet<string>;

function endsHere(text: string, tokens: readonly Token[], at: number, abbreviations: Abbreviations): boolean {
  const mark = tokens[at] as Token;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (!next) return true;
  const spaced = next.start > mark.end;
  const word: Word | undefined = before?.end === mark.start ? before.word : undefined;
  const starts = next.word.capital || next.word.number !== null || next.word.punctuation;
  if (mark.word.text !== '.') return spaced && starts;
  if (!spaced) {
    // A full stop glued to the next sentence ("octobre.Les élus"), never one inside an address or an initial.
    if (!next.word.capital || next.word.shout || text[next.end] === '.' || word === undefined) return false;
    if (!word.capital) return (word.text.length > 2 && /^(?:\p{Ll}|\d{4}$)/u.test(word.text)) || word.text === ')';
    // "to Russia and Belarus.The Russian leg", "as Chairwoman.Vietnam and Russia"
    const behind = tokens[at + 2];
    const goesOn = behind !== undefined && behind.start > next.end && /^\p{L}/u.test(behind.word.text);
    return word.text.length > MAX_SHORT && !word.shout && goesOn && !DOMAINS.has(next.word.lower);
  }
  if (word && abbreviations.has(word.lower)) return false;
  if (word?.capital && word.text.length === 1 && next.word.capital) return false;
  return starts;
}

/** "… to New Zealand ảnh 1Prime Minister …": what an export leaves of a picture, between headline and caption. */
function isPictureNumber(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.word.lower === 'ảnh' && tokens[at]?.word.number !== null;
}

/**
 * Sentences of a stretch of the view, as runs of tokens. A sentence longer than 400 tokens is cut, so that no page can
 * make one of unbounded length.
 */
export function sentencesOf(
  text: string,
  start: number,
  end: number,
  lexicon: Lexicon,
  abbreviations: Abbreviations,
): Token[][] {
  const tokens = tokenize(text, start, end, lexicon);
  const sentences: Token[][] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    const full = at - from + 1 >= MAX_TOKENS;
    if (
      !full &&
      !isPictureNumber(tokens, at) &&
      !(TERMINAL.has((tokens[at] as Token).word.text) && endsHere(text, tokens, at, abbreviations))
    )
      continue;
    let to = at + 1;
    while (
      !full &&
      to < tokens.length &&
      CLOSING.has((tokens[to] as Token).word.text) &&
      (tokens[to] as Token).start === (tokens[to - 1] as Token).end
    )
      to++;
    sentences.push(tokens.slice(from, to));
    from = to;
    at = to - 1;
  }
  if (from < tokens.length) sentences.push(tokens.slice(from));
  return sentences;
}
