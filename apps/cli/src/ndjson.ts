/** Lines of an answer as they arrive; the last one may lack its line break. */
export async function* linesOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The line that closes an export; without it something was cut off. */
export interface ClosingLine {
  readonly end: true;
  readonly count: number;
  readonly seq: number;
}

/** The closing line that a line is, else `null`. */
export function closingLine(line: string): ClosingLine | null {
  if (!line.startsWith('{"end":')) return null;
  return JSON.parse(line) as ClosingLine;
}
