import { showDay } from '../time/show.ts';
import type { Setting } from './context.ts';
import { partyName } from './names.ts';
import type { Row } from './row.ts';

/** Something that must be said of an entry. An alert is what a reader should not miss. */
export interface Remark {
  readonly text: string;
  readonly alert: boolean;
}

/** What must be said of an entry in words wherever it is shown. */
export function remarksOf(row: Row, { words, language }: Pick<Setting, 'words' | 'language'>): Remark[] {
  const { marks, statuses } = words;
  const remarks: Remark[] = [];
  const say = (text: string, alert = false): void => void remarks.push({ text, alert });
  if (row.unconfirmedSince !== undefined)
    say(marks.unconfirmed(showDay(row.unconfirmedSince, language, 'short')), true);
  else if (row.status !== null && row.status !== 'completed') say(statuses[row.status] ?? row.status);
  if (row.contested.length > 0) say(marks.contested, true);
  if (row.membership === 'via') say(marks.via(row.via.join(', ')));
  if (row.membership === 'wider') say(marks.wider(namesOf(row.parties, language)));
  if (row.membership === 'continued') say(marks.continued(namesOf(row.parties, language)));
  if (row.maybe > 0) say(marks.maybe);
  return remarks;
}

function namesOf(parties: readonly string[], language: Setting['language']): string {
  return parties.map((code) => partyName(code, language)).join(', ');
}
