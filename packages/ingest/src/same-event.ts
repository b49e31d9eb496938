import { canonicalJson, type NewEvent } from '@foedera/schema';

/**
 * True when a stored event is the one that would be appended in its place. Ids name acts, not their content: the data
 * is compared too, as long as both are of one schema version (an older shape is told by its id alone).
 */
export function isSameEvent(stored: NewEvent, given: NewEvent): boolean {
  if (stored.id.toLowerCase() !== given.id || stored.type !== given.type) return false;
  if (stored.metadata.schema !== given.metadata.schema) return true;
  if (JSON.stringify(stored.data) === JSON.stringify(given.data)) return true;
  return canonicalJson(stored.data) === canonicalJson(given.data);
}
