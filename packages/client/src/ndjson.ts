import { ApiUnreachable } from './errors.ts';

/**
 * Rows of an NDJSON answer as they come. Its last line says that it is whole.
 * @throws ApiUnreachable when that line is missing or says that the answer was cut short
 */
export async function* ndjsonLines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() as string;
      for (const line of lines) {
        const row: unknown = JSON.parse(line);
        if (!isClosing(row)) yield row as T;
        else if (row.end) return;
        else throw new ApiUnreachable(`the answer was cut short: ${line.slice(0, 500)}`);
      }
    }
  } finally {
    await reader.cancel();
  }
  throw new ApiUnreachable('the answer ended without its closing line');
}

function isClosing(row: unknown): row is { readonly end: boolean } {
  return typeof row === 'object' && row !== null && 'end' in row && 'count' in row && typeof row.end === 'boolean';
}
