import { rejected } from '../errors.ts';

/** Largest article that the rules read, in bytes. */
export const MAX_SOURCE_BYTES = 4 * 1_048_576;

const SNIFFED = 2048;
const MAX_CONTROL_SHARE = 0.002;
const DECLARED = /(?:charset\s*=\s*|encoding\s*=\s*)["']?\s*([a-z0-9_:-]{2,40})/i;

/** Character set that the first bytes declare: a byte order mark, an HTML or XML declaration; `null` when none. */
function declaredCharset(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, SNIFFED)).toString('latin1');
  if (!head.includes('<')) return null;
  return DECLARED.exec(head)?.[1]?.toLowerCase() ?? null;
}

function decoderOf(charset: string, fatal: boolean): TextDecoder | null {
  try {
    return new TextDecoder(charset, { fatal });
  } catch (error) {
    // The platform names an unknown label by throwing a RangeError; anything else is a fault of ours.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Text of an article's bytes. A declared character set is used; without one it is UTF-8, or Windows-1252 where the
 * bytes are not UTF-8 and read as a text of Western Europe.
 *
 * @throws ArticleRejected when the bytes are too many, no text, or in a character set that is not known
 */
export function decode(bytes: Uint8Array, name: string): string {
  if (bytes.length > MAX_SOURCE_BYTES)
    throw rejected('article-too-large', name, `found ${bytes.length} bytes; expected at most ${MAX_SOURCE_BYTES}`);
  const declared = declaredCharset(bytes);
  const decoder = decoderOf(declared ?? 'utf-8', true);
  if (!decoder)
    throw rejected(
      'article-charset',
      name,
      `found the declared character set ${JSON.stringify(declared)}; expected one that the platform knows`,
    );
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (declared !== null)
      throw rejected('article-charset', name, `found bytes that are not ${declared}, which the file declares`, {
        cause: error,
      });
    text = (decoderOf('windows-1252', false) as TextDecoder).decode(bytes);
  }
  requireText(text, name);
  return text;
}

/** Refuses what is no text: many control characters, or marks that make it read other than it is stored. */
function requireText(text: string, name: string): void {
  if (text.trim() === '') throw rejected('article-empty', name, 'found no text');
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || (code >= 0x7f && code < 0xa0))
      controls++;
    if (code === 0x202d || code === 0x202e)
      throw rejected(
        'article-disguised',
        name,
        `found a direction override at offset ${at}, which shows the text in another order than it is stored; expected plain text`,
      );
  }
  if (controls > 8 && controls > text.length * MAX_CONTROL_SHARE)
    throw rejected('article-binary', name, `found ${controls} control characters in ${text.length}; expected a text`);
}
