/** Bytes after which a run of large events is long enough, whatever the page size. */
export const RUN_BYTES = 16 * 1_048_576;

const BYTES_PER_VALUE = 16;

/** About how much memory a JSON value takes: the characters of its texts and a little for each value. */
export function roughBytes(value: unknown): number {
  if (typeof value === 'string') return BYTES_PER_VALUE + value.length;
  if (typeof value !== 'object' || value === null) return BYTES_PER_VALUE;
  let bytes = BYTES_PER_VALUE;
  for (const part of Object.values(value)) bytes += roughBytes(part);
  return bytes;
}
