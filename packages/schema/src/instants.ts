import { parseEdtf } from './dates.ts';
import { endOfDayMs } from './day.ts';

const INSTANT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Epoch milliseconds from which something dated `text` counts as known: an RFC 3339 instant is itself, an EDTF date
 * or interval is the end (UTC) of its latest day. `null` when it is neither, or has no latest bound.
 */
export function parseKnownMs(text: string): number | null {
  const m = INSTANT.exec(text);
  if (m) {
    if (parseEdtf(m[1] as string) === null) return null;
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? null : ms;
  }
  const span = parseEdtf(text);
  return span && span.latest !== null ? endOfDayMs(span.latest) : null;
}
