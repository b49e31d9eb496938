/** A power of two. */
const PLACES = 1 << 14;

/**
 * What was made lately of stretches of text, each at the place that its characters hash to: found by comparing
 * characters, without cutting a string out of the text. One that meets another's place takes it, so memory is bounded.
 */
export class Recent<T extends { readonly text: string }> {
  readonly #places: (T | undefined)[] = new Array<T | undefined>(PLACES).fill(undefined);

  /** What is known of a stretch of a text, else what is made of it. */
  at(text: string, start: number, end: number, make: (stretch: string) => T): T {
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const place = (hash ^ (hash >>> 14)) & (PLACES - 1);
    const recent = this.#places[place];
    if (recent !== undefined && standsAt(recent.text, text, start, end)) return recent;
    const made = make(text.slice(start, end));
    this.#places[place] = made;
    return made;
  }

  clear(): void {
    this.#places.fill(undefined);
  }
}

function standsAt(stretch: string, text: string, start: number, end: number): boolean {
  if (stretch.length !== end - start) return false;
  for (let i = 0; i < stretch.length; i++) if (stretch.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}
