/** Three 32-bit words that are mixed into an id, so that one table can hold the same id in several places. */
export type Salt = readonly [number, number, number];

const NO_SALT: Salt = [0, 0, 0];
const MAX_LOAD = 0.75;
const word = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 8), 16) | 0;

/** Salt from a hash of at least 24 hex characters. */
export function saltOf(hex: string): Salt {
  return [word(hex, 0), word(hex, 8), word(hex, 16)];
}

/**
 * Numbers by id, for millions of ids: 16 bytes a slot, at most three quarters full, so 22 to 43 bytes an id where a
 * Map takes a hundred and more. Ids are hashes in hex; their first 96 bits are compared. Values are 0 to 2^32 − 2.
 */
export class IdTable {
  #slots: Uint32Array;
  #mask: number;
  #size = 0;

  /** @param capacity slots to begin with, a power of two */
  constructor(capacity = 1024) {
    this.#slots = new Uint32Array(capacity * 4);
    this.#mask = capacity - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Number kept for an id; `undefined` when there is none. */
  get(id: string, salt: Salt = NO_SALT): number | undefined {
    const at = this.#find(word(id, 0) ^ salt[0], word(id, 8) ^ salt[1], word(id, 16) ^ salt[2]);
    const value = this.#slots[at + 3] as number;
    return value === 0 ? undefined : value - 1;
  }

  set(id: string, value: number, salt: Salt = NO_SALT): void {
    if ((this.#size + 1) / (this.#mask + 1) > MAX_LOAD) this.#grow();
    const [a, b, c] = [word(id, 0) ^ salt[0], word(id, 8) ^ salt[1], word(id, 16) ^ salt[2]];
    const at = this.#find(a, b, c);
    if (this.#slots[at + 3] === 0) this.#size++;
    this.#put(at, a, b, c, value + 1);
  }

  #put(at: number, a: number, b: number, c: number, stored: number): void {
    this.#slots[at] = a;
    this.#slots[at + 1] = b;
    this.#slots[at + 2] = c;
    this.#slots[at + 3] = stored;
  }

  /** First word of the id's slot, or of the empty slot where it belongs. */
  #find(a: number, b: number, c: number): number {
    const slots = this.#slots;
    const [x, y, z] = [a >>> 0, b >>> 0, c >>> 0];
    for (let slot = x & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * 4;
      if (slots[at + 3] === 0 || (slots[at] === x && slots[at + 1] === y && slots[at + 2] === z)) return at;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 3] === 0) continue;
      const [a, b, c] = [old[at] as number, old[at + 1] as number, old[at + 2] as number];
      this.#put(this.#find(a, b, c), a, b, c, old[at + 3] as number);
    }
  }
}
