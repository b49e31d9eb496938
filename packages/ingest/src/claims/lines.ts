import { isUtf8 } from 'node:buffer';

/** Longest line that is read, in bytes of UTF-8 without its end. */
export const MAX_LINE_BYTES = 524_288;

/** A line that cannot be read as text. */
export interface LineFault {
  readonly code: 'not-utf8' | 'line-too-long';
  readonly reason: string;
}

/** Lines in order, without their ends. `first` counts from 1; `bytes` were read from the input so far. */
export interface LineBlock {
  readonly first: number;
  readonly lines: readonly (string | LineFault)[];
  readonly bytes: number;
}

const NEWLINE = 10;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Splits UTF-8 bytes into lines, in constant memory: ends with LF or CRLF, the last one may have none, a byte order
 * mark is left out. A line that is too long or not UTF-8 is a fault in its place; the lines after it are read.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<LineBlock, void, undefined> {
  let first = 1;
  let bytes = 0;
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  /** True inside a line that is too long already: its bytes are dropped up to its end. */
  let dropping = false;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      restBytes += chunk.length;
      if (!dropping) rest.push(chunk);
      if (restBytes > maxBytes + BOM.length) {
        dropping = true;
        rest = [];
      }
      continue;
    }
    const lines: (string | LineFault)[] = [];
    let from = 0;
    if (dropping) {
      from = chunk.indexOf(NEWLINE) + 1;
      lines.push(tooLong(restBytes + from - 1, maxBytes));
    }
    const whole = from > end ? null : Buffer.concat([...rest, chunk.subarray(from, end)]);
    if (whole) pushLines(lines, withoutBom(whole, first), maxBytes);
    yield { first, lines, bytes };
    first += lines.length;
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    restBytes = chunk.length - end - 1;
    dropping = false;
  }
  const lines: (string | LineFault)[] = [];
  if (dropping) lines.push(tooLong(restBytes, maxBytes));
  else if (restBytes > 0) pushLines(lines, withoutBom(Buffer.concat(rest), first), maxBytes);
  if (lines.length > 0) yield { first, lines, bytes };
}

function withoutBom(block: Buffer, first: number): Buffer {
  return first === 1 && block.subarray(0, BOM.length).equals(BOM) ? block.subarray(BOM.length) : block;
}

function pushLines(lines: (string | LineFault)[], block: Buffer, maxBytes: number): void {
  if (isUtf8(block)) {
    for (const line of block.toString('utf8').split('\n')) lines.push(checkedLine(line, maxBytes));
    return;
  }
  for (let from = 0; from <= block.length; ) {
    const newline = block.indexOf(NEWLINE, from);
    const end = newline < 0 ? block.length : newline;
    const line = block.subarray(from, end);
    lines.push(isUtf8(line) ? checkedLine(line.toString('utf8'), maxBytes) : notUtf8(line));
    from = end + 1;
  }
}

function checkedLine(line: string, maxBytes: number): string | LineFault {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.byteLength(text);
  return bytes <= maxBytes ? text : tooLong(bytes, maxBytes);
}

function tooLong(bytes: number, maxBytes: number): LineFault {
  return { code: 'line-too-long', reason: `${bytes} bytes; expected at most ${maxBytes} and a line end` };
}

function notUtf8(line: Buffer): LineFault {
  const shown = line
    .subarray(0, 40)
    .toString('latin1')
    .replace(/[^ -~]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return { code: 'not-utf8', reason: `found bytes ${shown}${line.length > 40 ? '…' : ''}; expected UTF-8` };
}
