/** What must stand somewhere: a word that passes a symbol (none when -1), or a tag of one of some types. */
export interface Need {
  readonly symbol: number;
  readonly tags: number;
}

/** Makes one symbol of several. */
export type Union = (symbols: Iterable<number>) => number;

/** Instructions of a compiled pattern. */
export const OP = { match: 0, word: 1, tag: 2, gap: 3, split: 4, save: 5, guard: 6 } as const;

/** Numbers that an instruction takes. */
export const WIDTH = 4;

/** An instruction while a program is being made. */
export interface Instruction {
  readonly what: number;
  readonly arg: number;
  readonly next: number;
  readonly other: number;
}

/** A pattern as instructions for a machine that never tries the same instruction twice at one token. */
export interface Program {
  /**
   * Instructions, {@link WIDTH} numbers each, side by side as the machine reads them: what to do; the symbol of a word or
   * of what a gap must not pass, the types of a tag, the slot of a save; where to go on; the second way of a split, or a
   * further symbol that a gap must not pass (-1: none). A guard goes on where a word passes its symbol, or a tag of the
   * types in its second number begins: what follows it cannot begin otherwise.
   */
  readonly code: Int32Array;
  /** Names of captures; capture `i` lies in slots `2i` and `2i + 1`. */
  readonly captures: readonly string[];
  /** What a match begins with; `null` when it can begin with anything. */
  readonly opening: Need | null;
  /** All that a match holds, as pairs of a {@link Need}'s symbol and tags: where one is missing, there is no match. */
  readonly needs: readonly number[];
}

/** What instructions from one on begin with; `null` when they can begin with anything, or end at once. */
export function openingOf(instructions: readonly Instruction[], start: number, union: Union): Need | null {
  const symbols = new Set<number>();
  const seen = new Set<number>();
  let tags = 0;
  const open = [start];
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (seen.has(pc)) continue;
    seen.add(pc);
    const { what, arg, next, other } = instructions[pc] as Instruction;
    if (what === OP.word) symbols.add(arg);
    else if (what === OP.tag) tags |= arg;
    else if (what === OP.save || what === OP.guard) open.push(next);
    else if (what === OP.split) open.push(next, other);
    else return null;
  }
  return { symbol: symbols.size === 0 ? -1 : union(symbols), tags };
}
