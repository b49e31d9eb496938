import type { ClaimVersion } from '@foedera/projections';
import { fold, personKey } from '@foedera/schema';

/** Words under which a claim is found: its quote, its source's title and what its attributes say, folded. */
export function claimText(version: ClaimVersion): string {
  return fold([version.quote ?? '', version.source.title ?? '', ...textsIn(version.attributes)].join(' '));
}

/** Keys under which spellings of the names in a claim meet (Loukachenko, Lukashenko). */
export function soundsOf(version: ClaimVersion): string {
  return soundsIn([version.quote ?? '', version.source.title ?? '', ...textsIn(version.attributes)].join(' '));
}

/** Keys of all words of a text that are long enough to be told apart by sound, each once. */
export function soundsIn(text: string): string {
  const words = text.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word.length >= MIN_SOUND_LENGTH);
  return [...new Set(words.map(soundOf))].filter(Boolean).join(' ');
}

const KNOWN_SOUNDS = 20_000;
const sounds = new Map<string, string>();

/** Key of one word; the words of a language come again and again. */
function soundOf(word: string): string {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  const sound = personKey(word).replaceAll(' ', '');
  if (sounds.size >= KNOWN_SOUNDS) sounds.clear();
  sounds.set(word, sound);
  return sound;
}

/** Shorter words sound like too many others. */
export const MIN_SOUND_LENGTH = 5;

const MAX_DEPTH = 4;

function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
