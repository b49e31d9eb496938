/** Bytes of an answer as they arrive. Leaving the loop early ends the answer. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

/** Lines of an answer as they arrive; the last one may lack its line break. */
export async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunksOf(response)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
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
