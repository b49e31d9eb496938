/**
 * A text as the stages read it: NFC, typographic quotes and spaces unified, runs of spaces as one, control characters
 * gone; and the way back to the raw text for every character.
 */
export interface View {
  readonly raw: string;
  readonly text: string;
  /** Raw offset of the first raw character behind a view offset; `text.length` maps to `raw.length`. */
  toRaw(offset: number): number;
  /** Raw offset just behind the raw character that ends before a view offset. */
  toRawEnd(offset: number): number;
}

const PLAIN = 0;
const SPACE = 1;
const APOSTROPHE = 2;
const DROP = 3;
const QUOTE = 4;
const DASH = 5;

const CLASSES = new Uint8Array(0x10000);
for (let code = 0; code < 32; code++) CLASSES[code] = code === 9 || code === 13 ? SPACE : code === 10 ? PLAIN : DROP;
CLASSES[0x20] = SPACE;
for (const code of [0xa0, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]) CLASSES[code] = SPACE;
for (let code = 0x2000; code <= 0x200a; code++) CLASSES[code] = SPACE;
for (const code of [0x2018, 0x2019, 0x201b, 0x2bc, 0xb4, 0x60]) CLASSES[code] = APOSTROPHE;
for (const code of [0xab, 0xbb, 0x201c, 0x201d, 0x201e, 0x201f]) CLASSES[code] = QUOTE;
for (const code of [0x2010, 0x2011, 0x2012]) CLASSES[code] = DASH;
// Soft hyphen, zero-width characters, byte order mark, bidirectional controls, delete and C1 controls.
for (const code of [0xad, 0x7f, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff]) CLASSES[code] = DROP;
for (let code = 0x80; code < 0xa0; code++) CLASSES[code] = DROP;
for (let code = 0x202a; code <= 0x202e; code++) CLASSES[code] = DROP;
for (let code = 0x2066; code <= 0x2069; code++) CLASSES[code] = DROP;

const UNIFIED = ['', ' ', "'", '', '"', '-'] as const;
const MARKED = /\p{M}/u;

/** Builds the view of a raw text, in time and memory linear in its length. */
export function openView(raw: string): View {
  const starts = new Int32Array(raw.length + 1);
  const parts: string[] = [];
  let length = 0;
  let plainFrom = 0;
  const flush = (to: number): void => {
    if (to > plainFrom) parts.push(raw.slice(plainFrom, to));
  };
  const marked = MARKED.test(raw);
  let lastIsSpace = false;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    const kind = CLASSES[code] as number;
    if (kind === PLAIN) {
      if (marked && at + 1 < raw.length && isMark(raw.charCodeAt(at + 1))) {
        let end = at + 2;
        while (end < raw.length && end - at < 8 && isMark(raw.charCodeAt(end))) end++;
        const composed = raw.slice(at, end).normalize('NFC');
        flush(at);
        parts.push(composed);
        for (let i = 0; i < composed.length; i++) starts[length++] = at;
        at = end - 1;
        plainFrom = end;
      } else starts[length++] = at;
      lastIsSpace = code === 10;
      continue;
    }
    if (kind === SPACE && code === 32 && !lastIsSpace) {
      starts[length++] = at;
      lastIsSpace = true;
      continue;
    }
    flush(at);
    plainFrom = at + 1;
    if (kind === DROP || (kind === SPACE && lastIsSpace)) continue;
    parts.push(UNIFIED[kind] as string);
    starts[length++] = at;
    lastIsSpace = kind === SPACE;
  }
  flush(raw.length);
  starts[length] = raw.length;
  const text = parts.join('');
  return {
    raw,
    text,
    toRaw: (offset) => starts[offset] as number,
    toRawEnd: (offset) => (offset === 0 ? 0 : lastRaw(raw, starts, offset)),
  };
}

function isMark(code: number): boolean {
  return code >= 0x300 && (code <= 0x36f || (code >= 0x1ab0 && code <= 0x1aff) || (code >= 0x20d0 && code <= 0x20ff));
}

/** End of the raw cluster that the view character before `offset` came from: its base and the marks it was composed of. */
function lastRaw(raw: string, starts: Int32Array, offset: number): number {
  let end = (starts[offset - 1] as number) + 1;
  while (end < raw.length && isMark(raw.charCodeAt(end))) end++;
  return end;
}

/**
 * The same view with spaces put in before some offsets (sorted, of `view.text`), for words that were glued together.
 * An inserted space stands for no raw character.
 */
export function withSpaces(view: View, before: readonly number[]): View {
  if (before.length === 0) return view;
  const parts: string[] = [];
  const starts = new Int32Array(view.text.length + before.length + 1);
  let from = 0;
  let length = 0;
  for (const at of [...before, view.text.length]) {
    parts.push(view.text.slice(from, at));
    for (let i = from; i < at; i++) starts[length++] = view.toRaw(i);
    if (at < view.text.length) {
      parts.push(' ');
      starts[length++] = view.toRaw(at);
    }
    from = at;
  }
  starts[length] = view.raw.length;
  return {
    raw: view.raw,
    text: parts.join(''),
    toRaw: (offset) => starts[offset] as number,
    toRawEnd: (offset) => (offset === 0 ? 0 : lastRaw(view.raw, starts, offset)),
  };
}
