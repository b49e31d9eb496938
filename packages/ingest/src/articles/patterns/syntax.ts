/** What a pattern says, before it is compiled. */
export type PatternNode =
  | { readonly type: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly type: 'optional'; readonly item: PatternNode }
  | { readonly type: 'capture'; readonly name: string; readonly item: PatternNode }
  | { readonly type: 'gap'; readonly most: number; readonly not: string | null }
  | { readonly type: 'class'; readonly name: string }
  | { readonly type: 'tag'; readonly name: string }
  | { readonly type: 'word'; readonly text: string };

const LEXEME =
  /\s*(?:(?<open>(?:(?<capture>[a-z][a-z0-9]*):)?\()|(?<close>\))|(?<bar>\|)|(?<question>\?)|~(?<gap>\d{1,2})(?:!\{(?<not>[a-z.]+)\})?|(?:(?<name>[a-z][a-z0-9]*):)?(?:\{(?<class>[a-zA-Z.]+)\}|<(?<tag>[A-Z]+)>|"(?<quoted>[^"]+)"|(?<word>[^\s(){}<>|?"~:]+)))/uy;

type Lexeme = Readonly<Record<string, string | undefined>>;

function lexemes(source: string): Lexeme[] {
  const found: Lexeme[] = [];
  LEXEME.lastIndex = 0;
  const end = source.trimEnd().length;
  while (LEXEME.lastIndex < end) {
    const at = LEXEME.lastIndex;
    const m = LEXEME.exec(source);
    if (!m?.groups) throw new SyntaxError(`cannot be read from ${JSON.stringify(source.slice(at, at + 20))} on`);
    found.push(m.groups);
  }
  return found;
}

/**
 * Parses a pattern.
 *
 * - `word` a word, `visit*` any word that begins so, `"("` a mark; `{sign}` a class of the pack; `<DATE>` a tag
 * - `~6` at most six tokens (a tag counts as one), fewest first, never past `;` or `:`; `~6!{stop}` none of that class
 * - `(a | b c)` one of several, `x?` may be missing, `host:(…)` or `host:{…}` a captured part
 *
 * @throws SyntaxError saying from where on it cannot be read
 */
export function parsePattern(source: string): PatternNode {
  const all = lexemes(source);
  let at = 0;
  const choice = (): PatternNode => {
    const options = [sequence()];
    while (all[at]?.bar) {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? (options[0] as PatternNode) : { type: 'choice', options };
  };
  const sequence = (): PatternNode => {
    const items: PatternNode[] = [];
    for (let next = all[at]; next && !next.close && !next.bar; next = all[at]) items.push(item(next));
    if (items.length === 0) throw new SyntaxError(`an empty part in ${JSON.stringify(source)}`);
    return items.length === 1 ? (items[0] as PatternNode) : { type: 'sequence', items };
  };
  const item = (next: Lexeme): PatternNode => {
    at++;
    let node = atom(next);
    if (all[at]?.question) {
      at++;
      node = { type: 'optional', item: node };
    }
    return node;
  };
  const atom = (next: Lexeme): PatternNode => {
    if (next.open) {
      const inner = choice();
      if (!all[at]?.close) throw new SyntaxError(`a parenthesis is not closed in ${JSON.stringify(source)}`);
      at++;
      return next.capture ? { type: 'capture', name: next.capture, item: inner } : inner;
    }
    if (next.gap !== undefined) return { type: 'gap', most: Number(next.gap), not: next.not ?? null };
    if (next.question) throw new SyntaxError(`a question mark after nothing in ${JSON.stringify(source)}`);
    const node: PatternNode =
      next.class !== undefined
        ? { type: 'class', name: next.class }
        : next.tag !== undefined
          ? { type: 'tag', name: next.tag }
          : { type: 'word', text: (next.quoted ?? next.word) as string };
    return next.name ? { type: 'capture', name: next.name, item: node } : node;
  };
  const parsed = choice();
  if (at < all.length) throw new SyntaxError(`a parenthesis too many in ${JSON.stringify(source)}`);
  return parsed;
}
