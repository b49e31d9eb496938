import type { Sentence } from '../text/sentence.ts';
import type { Token } from '../text/tokens.ts';
import { OP, type Program } from './compile.ts';
import { holds, passes } from './lexicon.ts';
import type { Need } from './needs.ts';

/** Where a pattern was found: token indexes of the sentence, `end` exclusive. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Captured parts by name, as token ranges. */
  readonly captures: Readonly<Record<string, readonly [start: number, end: number]>>;
}

let visited = new Int32Array(1 << 14);
let generation = 0;
const jobPc: number[] = [];
const jobAt: number[] = [];

/** True where no gap may pass: a semicolon or a colon. */
function isBreak(sentence: Sentence, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  return word?.text === ';' || word?.text === ':';
}

/** End of the longest tag that starts at a token, or the next token. */
function unitEnd(sentence: Sentence, at: number): number {
  let end = at + 1;
  const tags = sentence.tagsAt[at];
  if (tags) for (const tag of tags) if (tag.end > end) end = tag.end;
  return end;
}

const RESTORE = -1;

/**
 * Runs a program from one token on. Each instruction is tried at most once per token (over all starts of one
 * search), so a search costs at most instructions × tokens, whatever the page says.
 */
function run(program: Program, sentence: Sentence, from: number, mark: number, slots: Int32Array): number {
  const { op, arg, next, other } = program;
  const length = sentence.tokens.length;
  const width = length + 1;
  let top = 0;
  jobPc[0] = 0;
  jobAt[0] = from;
  while (top >= 0) {
    let pc = jobPc[top] as number;
    let at = jobAt[top] as number;
    top--;
    if (pc <= RESTORE) {
      slots[-pc - 1] = at;
      continue;
    }
    for (;;) {
      const key = pc * width + at;
      if (visited[key] === mark) break;
      visited[key] = mark;
      const code = op[pc];
      if (code === OP.word) {
        if (at >= length || !passes((sentence.tokens[at] as Token).word, arg[pc] as number)) break;
        at++;
        pc = next[pc] as number;
      } else if (code === OP.split) {
        top++;
        jobPc[top] = other[pc] as number;
        jobAt[top] = at;
        pc = next[pc] as number;
      } else if (code === OP.gap) {
        if (at >= length || isBreak(sentence, at)) break;
        const not = other[pc] as number;
        const token = sentence.tokens[at];
        if (not >= 0 && token && passes(token.word, not)) break;
        at = unitEnd(sentence, at);
        pc = next[pc] as number;
      } else if (code === OP.tag) {
        const tags = sentence.tagsAt[at];
        let end = -1;
        if (tags) for (const tag of tags) if ((tag.type & (arg[pc] as number)) !== 0 && tag.end > end) end = tag.end;
        if (end < 0) break;
        at = end;
        pc = next[pc] as number;
      } else if (code === OP.save) {
        const slot = arg[pc] as number;
        top++;
        jobPc[top] = -slot - 1;
        jobAt[top] = slots[slot] as number;
        slots[slot] = at;
        pc = next[pc] as number;
      } else return at;
    }
  }
  return -1;
}

/** True where a word or a tag at a token can begin a match. */
function opensAt({ symbol, tags }: Need, sentence: Sentence, at: number): boolean {
  if (symbol >= 0 && passes((sentence.tokens[at] as Token).word, symbol)) return true;
  if (tags === 0) return false;
  const here = sentence.tagsAt[at];
  if (here) for (const tag of here) if ((tag.type & tags) !== 0) return true;
  return false;
}

const NONE: readonly Match[] = [];

/**
 * All matches of a program in a sentence, leftmost first, none overlapping another.
 *
 * @param tight begin each match at the last token from which it reaches the same end, so that gaps are as short as can be
 */
export function findAll(program: Program, sentence: Sentence, tight = false): readonly Match[] {
  const { opening, needs } = program;
  for (const { symbol, tags } of needs)
    if ((tags & sentence.tagTypes) === 0 && (symbol < 0 || !holds(sentence.bits, symbol))) return NONE;
  const length = sentence.tokens.length;
  const needed = program.op.length * (length + 1);
  if (visited.length < needed) {
    visited = new Int32Array(needed * 2);
    generation = 0;
  }
  const found: Match[] = [];
  const slots = new Int32Array(program.captures.length * 2).fill(-1);
  generation++;
  for (let from = 0; from < length; from++) {
    if (opening !== null && !opensAt(opening, sentence, from)) continue;
    const end = run(program, sentence, from, generation, slots);
    if (end < 0) continue;
    if (tight) from = tightest(program, sentence, from, end, slots);
    const captures: Record<string, readonly [number, number]> = {};
    program.captures.forEach((name, i) => {
      const start = slots[i * 2] as number;
      const stop = slots[i * 2 + 1] as number;
      if (start >= 0 && stop > start) captures[name] = [start, stop];
    });
    found.push({ start: from, end, captures });
    from = Math.max(from, end - 1);
    slots.fill(-1);
    generation++;
  }
  return found;
}

const MAX_TIGHTENING = 40;

/** The last start from which a match reaches the same end; leaves its captures in `slots`. */
function tightest(program: Program, sentence: Sentence, from: number, end: number, slots: Int32Array): number {
  const other = new Int32Array(slots.length);
  for (let start = Math.max(from + 1, end - MAX_TIGHTENING), best = from; ; start++) {
    if (start >= end) return best;
    other.fill(-1);
    generation++;
    if (run(program, sentence, start, generation, other) !== end) continue;
    slots.set(other);
    best = start;
  }
}
