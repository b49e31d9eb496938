import { sha256 } from '@foedera/schema';
import { IdTable, type Salt, saltOf } from '../id-table.ts';

/** Asks the ledger whether it knows a claim. */
export interface ClaimLookup {
  has(claimId: string): boolean | Promise<boolean>;
}

interface Acts {
  acts: number;
  /** True while the claim stands in the release: stated and not retracted since. */
  standing: boolean;
}

/**
 * Which claims this run stated and what it did to them, per release. A plain statement takes some 30 bytes (twice
 * that when a lookup is given); only claims with several acts in one release take more.
 */
export class KnownClaims {
  readonly #lookup: ClaimLookup | undefined;
  readonly #stated = new IdTable();
  readonly #several = new Map<string, Acts>();
  #salted: { readonly stream: string; readonly salt: Salt } = { stream: '', salt: [0, 0, 0] };

  constructor(lookup?: ClaimLookup) {
    this.#lookup = lookup;
  }

  /** Notes a statement: how many acts on the claim came before in this release, or the line where it stands already. */
  state(claim: string, stream: string, line: number): { readonly ordinal: number } | { readonly standsAt: number } {
    const salt = this.#saltFor(stream);
    const first = this.#stated.get(claim, salt);
    const several = this.#several.get(`${claim} ${stream}`);
    if (several ? several.standing : first !== undefined) return { standsAt: first ?? line };
    this.#stated.set(claim, line, salt);
    if (this.#lookup) this.#stated.set(claim, line);
    if (!several) return { ordinal: 0 };
    several.standing = true;
    return { ordinal: several.acts++ };
  }

  /** Notes an operation: how many acts on the claim came before in this release. */
  operate(claim: string, stream: string, op: 'correct' | 'retract'): number {
    const stated = this.#stated.get(claim, this.#saltFor(stream)) !== undefined;
    const several = this.#acts(`${claim} ${stream}`, stated);
    if (op === 'retract') several.standing = false;
    return several.acts++;
  }

  /** Notes a decision: how often the same one came before in this release. */
  decide(decision: string, stream: string): number {
    return this.#acts(`${decision} ${stream}`, false).acts++;
  }

  /** True when this run stated the claim or the ledger knows it; always true without a lookup. */
  async has(claim: string): Promise<boolean> {
    if (!this.#lookup || this.#stated.get(claim) !== undefined) return true;
    return await this.#lookup.has(claim);
  }

  #acts(name: string, stated: boolean): Acts {
    const known = this.#several.get(name);
    if (known) return known;
    const acts = { acts: stated ? 1 : 0, standing: stated };
    this.#several.set(name, acts);
    return acts;
  }

  #saltFor(stream: string): Salt {
    if (this.#salted.stream !== stream) this.#salted = { stream, salt: saltOf(sha256(stream)) };
    return this.#salted.salt;
  }
}
