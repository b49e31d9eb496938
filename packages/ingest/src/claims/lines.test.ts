import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineFault, readLines } from './lines.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function linesOf(bytes: Uint8Array, size = 7, maxBytes = 1000): Promise<(string | LineFault)[]> {
  const lines: (string | LineFault)[] = [];
  for await (const block of readLines(cut(bytes, size), maxBytes)) {
    expect(block.first).toBe(lines.length + 1);
    lines.push(...block.lines);
  }
  return lines;
}

describe('reading lines', () => {
  it('gives back any text cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\ufeff]/g, ' '))),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (lines, size, closed) => {
          const text = lines.join('\n') + (closed ? '\n' : '');
          const expected = text === '' ? [] : (closed ? text.slice(0, -1) : text).split('\n');
          if (!closed && expected.at(-1) === '') expected.pop();
          expect(await linesOf(Buffer.from(text), size)).toEqual(expected);
        },
      ),
    );
  });

  it('ends lines with LF or CRLF, also the last one with neither', async () => {
    expect(await linesOf(Buffer.from('a\r\nb\n\r\nc'))).toEqual(['a', 'b', '', 'c']);
  });

  it.each([1, 2, 3, 64])('leaves out a byte order mark when read %i bytes at a time', async (size) => {
    expect(await linesOf(Buffer.from('\ufeffa\n\ufeffb'), size)).toEqual(['a', '\ufeffb']);
    expect(await linesOf(Buffer.from('\ufeffa'), size)).toEqual(['a']);
  });

  it('refuses a line that is not UTF-8 and reads the others', async () => {
    const bytes = Buffer.concat([Buffer.from('é\n'), Buffer.from([0x63, 0xe9, 0x0a]), Buffer.from('ê\n')]);
    const lines = await linesOf(bytes, 64);
    expect(lines).toEqual(['é', { code: 'not-utf8', reason: 'found bytes c\\xe9; expected UTF-8' }, 'ê']);
  });

  it.each([1, 4, 64, 1000])(
    'refuses a line that is too long and reads the others, %i bytes at a time',
    async (size) => {
      const bytes = Buffer.from(`${'é'.repeat(10)}\n${'é'.repeat(11)}\nend`);
      const lines = await linesOf(bytes, size, 20);
      expect(lines).toEqual([
        'é'.repeat(10),
        { code: 'line-too-long', reason: '22 bytes; expected at most 20 and a line end' },
        'end',
      ]);
    },
  );

  it('refuses a last line that is too long', async () => {
    expect(await linesOf(Buffer.from('a'.repeat(30)), 8, 20)).toEqual([
      expect.objectContaining({ code: 'line-too-long' }),
    ]);
  });
});
