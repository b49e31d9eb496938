import { parseEdtf } from '@foedera/schema';
import { FORM } from '../patterns/lexicon.ts';
import type { Clocked } from '../resolve/context.ts';
import { type Clock, clockOf } from '../tags/dates.ts';
import type { Zone } from '../text/zones.ts';
import { datelineClock, datesIn, headerClock, inferClock } from './clock.ts';
import type { ReadSentence } from './sentences.ts';
import { triggersOf } from './triggers.ts';

const HEADER_PARAGRAPHS = 8;

/** Zones with their clocks, and the document's. */
export interface Clocks {
  readonly document: Clock | null;
  readonly zones: readonly Clocked[];
}

/** True for a sentence that speaks of what is to come. */
export function isPlanned({ sentence, turns }: ReadSentence): boolean {
  if (turns.some((turn) => turn.mode === 'planned')) return true;
  return sentence.tokens.some(
    ({ word }) => (word.forms & FORM.future) !== 0 && (word.forms & (FORM.present | FORM.past)) === 0,
  );
}

/** Kinds of long ago: when relations began does not tell when a text was written. */
const HISTORY: ReadonlySet<string> = new Set([
  'diplomatic-relations-established',
  'recognition',
  'diplomatic-relations-resumed',
  'mission-opened',
  'relations-upgraded',
]);

function isHistory(read: ReadSentence): boolean {
  const kinds = triggersOf(read).map(({ rule }) => rule.kind);
  return kinds.length > 0 && kinds.every((kind) => HISTORY.has(kind));
}

/** Each zone's clock: given, in the header, in the dateline, or inferred; teasers and dated entries on their own. */
export function clocksOf(zones: readonly Zone[], all: readonly ReadSentence[], given: Clock | null): Clocks {
  const isTeaser = ({ sentence }: ReadSentence): boolean => zones[sentence.zone]?.kind === 'teaser';
  const body = datesIn(
    all.filter((read) => !isTeaser(read)),
    isPlanned,
  );
  const teasers = datesIn(all.filter(isTeaser), isPlanned);
  const known = given ?? headerClock(body, HEADER_PARAGRAPHS);
  const inferred =
    known ??
    inferClock(
      datesIn(
        all.filter((read) => !isTeaser(read) && !isHistory(read)),
        isPlanned,
      ),
      'inferred from the newest past date in the text',
    );
  const document =
    inferred &&
    (datelineClock(
      all.filter((read) => !isTeaser(read)),
      inferred,
    ) ??
      inferred);
  const teaser = inferClock(teasers, 'inferred from the dates of the other teasers');
  return {
    document: known ?? document,
    zones: zones.map((zone) => {
      if (zone.kind === 'teaser') return { zone, section: 'teaser', clock: teaser };
      const heading = zone.heading === undefined ? null : headingDate(zone.heading);
      return { zone, section: 'body', clock: heading === null ? document : clockOf(heading, 'heading of the entry') };
    }),
  };
}

/** EDTF day of a chronology's heading; days come before months there. */
function headingDate(heading: string): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(heading)) return heading;
  const m = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(heading);
  const text = m ? `${m[3]}-${String(m[2]).padStart(2, '0')}-${String(m[1]).padStart(2, '0')}` : null;
  return text !== null && parseEdtf(text) ? text : null;
}
