import type { Sentence } from '../text/sentence.ts';
import { MAX_CAPTURES } from './compile.ts';
import { holds } from './lexicon.ts';
import { OP, type Program, WIDTH } from './program.ts';

/** Where a pattern was found: token indexes of the sentence, `end` exclusive. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Captured parts by name, as token ranges. */
  readonly captures: Readonly<Record<string, readonly [start: number, end: number]>>;
}

// One search runs at a time and leaves nothing behind, so all share the memory that they work in.
let visited = new Int32Array(1 << 14);
let generation = 0;
const jobPc: number[] = [];
const jobAt: number[] = [];
const MAX_GENERATION = 2 ** 30;
const slots = new Int32Array(MAX_CAPTURES * 2);
const tighter = new Int32Array(MAX_CAPTURES * 2);

/**
 * The bits of the words of the sentence that was searched last, turned: 32 symbols of all its tokens lie side by side,
 * so that looking for a symbol along a sentence stays within a few cache lines.
 */
let columns = new Int32Array(1 << 12);
let inColumns: Sentence | null = null;

function turn(sentence: Sentence): void {
  if (inColumns === sentence) return;
  const { tokens, bits } = sentence;
  const length = tokens.length;
  const size = bits.length * length;
  if (columns.length < size) columns = new Int32Array(size * 2);
  else columns.fill(0, 0, size);
  for (let at = 0; at < length; at++) {
    const { symbols } = (tokens[at] as Sentence['tokens'][number]).word;
    for (let i = 0; i < symbols.length; i += 2)
      columns[(symbols[i] as number) * length + at] = symbols[i + 1] as number;
  }
  inColumns = sentence;
}

/** End of the longest tag that starts at a token, or the next token. */
function unitEnd({ typesAt, tagsAt }: Sentence, at: number): number {
  let end = at + 1;
  if (typesAt[at] === 0) return end;
  const tags = tagsAt[at];
  if (tags) for (const tag of tags) if (tag.end > end) end = tag.end;
  return end;
}

/** End of the longest tag of some types that starts at a token, -1 when there is none. */
function tagEnd({ typesAt, tagsAt }: Sentence, at: number, types: number): number {
  let end = -1;
  if (((typesAt[at] as number) & types) === 0) return end;
  const tags = tagsAt[at];
  if (tags) for (const tag of tags) if ((tag.type & types) !== 0 && tag.end > end) end = tag.end;
  return end;
}

/** True when the word at a token passes a symbol, in a sentence of some length whose bits are in the columns. */
function passesAt(symbol: number, at: number, length: number): boolean {
  return (((columns[(symbol >>> 5) * length + at] as number) >>> (symbol & 31)) & 1) === 1;
}

const RESTORE = -1;

/**
 * Runs a program from one token on. Each instruction is tried at most once per token (over all starts of one
 * search), so a search costs at most instructions × tokens, whatever the page says.
 */
function run({ code }: Program, sentence: Sentence, from: number, mark: number, captured: Int32Array): number {
  const { typesAt } = sentence;
  const length = typesAt.length;
  const size = code.length / WIDTH;
  let top = 0;
  jobPc[0] = 0;
  jobAt[0] = from;
  while (top >= 0) {
    let pc = jobPc[top] as number;
    let at = jobAt[top] as number;
    top--;
    if (pc <= RESTORE) {
      captured[-pc - 1] = at;
      continue;
    }
    for (;;) {
      const key = at * size + pc;
      if (visited[key] === mark) break;
      visited[key] = mark;
      const i = pc * WIDTH;
      const what = code[i] as number;
      const arg = code[i + 1] as number;
      if (what === OP.split) {
        top++;
        jobPc[top] = code[i + 3] as number;
        jobAt[top] = at;
      } else if (what === OP.save) {
        top++;
        jobPc[top] = -arg - 1;
        jobAt[top] = captured[arg] as number;
        captured[arg] = at;
      } else if (what === OP.match) return at;
      else if (at >= length) break;
      else if (what === OP.word) {
        if (!passesAt(arg, at, length)) break;
        at++;
      } else if (what === OP.guard) {
        const opens =
          (arg >= 0 && passesAt(arg, at, length)) || ((typesAt[at] as number) & (code[i + 3] as number)) !== 0;
        if (!opens) break;
      } else if (what === OP.tag) {
        const end = tagEnd(sentence, at, arg);
        if (end < 0) break;
        at = end;
      } else {
        const not = code[i + 3] as number;
        if (passesAt(arg, at, length) || (not >= 0 && passesAt(not, at, length))) break;
        at = unitEnd(sentence, at);
      }
      pc = code[i + 2] as number;
    }
  }
  return -1;
}

/** First token from one on that a match can begin with; the number of tokens when there is none. */
function openingFrom({ opening }: Program, { typesAt }: Sentence, from: number): number {
  const length = typesAt.length;
  if (opening === null) return from;
  const { symbol, tags } = opening;
  const column = symbol < 0 ? -1 : (symbol >>> 5) * length;
  const bit = symbol & 31;
  for (let at = from; at < length; at++) {
    if (column >= 0 && (((columns[column + at] as number) >>> bit) & 1) === 1) return at;
    if (((typesAt[at] as number) & tags) !== 0) return at;
  }
  return length;
}

function capturesOf({ captures }: Program): Match['captures'] {
  const found: Record<string, readonly [number, number]> = {};
  for (let i = 0; i < captures.length; i++) {
    const start = slots[i * 2] as number;
    const stop = slots[i * 2 + 1] as number;
    if (start >= 0 && stop > start) found[captures[i] as string] = [start, stop];
  }
  return found;
}

/** True when something that every match holds is not in a sentence. */
function lacksAny({ needs }: Program, { bits, tagTypes }: Sentence): boolean {
  for (let i = 0; i < needs.length; i += 2) {
    const symbol = needs[i] as number;
    if (((needs[i + 1] as number) & tagTypes) === 0 && (symbol < 0 || !holds(bits, symbol))) return true;
  }
  return false;
}

const NONE: readonly Match[] = [];

/**
 * All matches of a program in a sentence, leftmost first, none overlapping another.
 *
 * @param tight begin each match at the last token from which it reaches the same end, so that gaps are as short as can be
 */
export function findAll(program: Program, sentence: Sentence, tight = false): readonly Match[] {
  if (lacksAny(program, sentence)) return NONE;
  const length = sentence.tokens.length;
  const needed = (program.code.length / WIDTH) * (length + 1);
  if (visited.length < needed || generation > MAX_GENERATION) {
    visited = new Int32Array(Math.max(visited.length, needed * 2));
    generation = 0;
  }
  turn(sentence);
  const captured = program.captures.length * 2;
  let found: Match[] | null = null;
  slots.fill(-1, 0, captured);
  generation++;
  for (let from = openingFrom(program, sentence, 0); from < length; from = openingFrom(program, sentence, from + 1)) {
    const end = run(program, sentence, from, generation, slots);
    if (end < 0) continue;
    if (tight) from = tightest(program, sentence, from, end);
    found ??= [];
    found.push({ start: from, end, captures: capturesOf(program) });
    from = Math.max(from, end - 1);
    slots.fill(-1, 0, captured);
    generation++;
  }
  return found ?? NONE;
}

const MAX_TIGHTENING = 40;

/** The last start from which a match reaches the same end; leaves its captures in `slots`. */
function tightest(program: Program, sentence: Sentence, from: number, end: number): number {
  const size = program.captures.length * 2;
  let best = from;
  for (
    let start = openingFrom(program, sentence, Math.max(from + 1, end - MAX_TIGHTENING));
    start < end;
    start = openingFrom(program, sentence, start + 1)
  ) {
    tighter.fill(-1, 0, size);
    generation++;
    if (run(program, sentence, start, generation, tighter) !== end) continue;
    for (let i = 0; i < size; i++) slots[i] = tighter[i] as number;
    best = start;
  }
  return best;
}
