import { showDay } from '../time/show.ts';
import type { Setting } from './context.ts';
import { partyName } from './names.ts';
import type { Row } from './row.ts';

/** What must be said of an entry in words wherever it is shown. */
export function remarksOf(row: Row, { words, language }: Pick<Setting, 'words' | 'language'>): string[] {
  const { marks, statuses } = words;
  const remarks: string[] = [];
  if (row.unconfirmedSince !== undefined)
    remarks.push(marks.unconfirmed(showDay(row.unconfirmedSince, language, 'short')));
  else if (row.status !== null && row.status !== 'completed') remarks.push(statuses[row.status] ?? row.status);
  if (row.contested.length > 0) remarks.push(marks.contested);
  if (row.membership === 'via') remarks.push(marks.via(row.via.join(', ')));
  if (row.membership === 'wider') remarks.push(marks.wider(namesOf(row.parties, language)));
  if (row.membership === 'continued') remarks.push(marks.continued(namesOf(row.parties, language)));
  if (row.maybe > 0) remarks.push(marks.maybe);
  return remarks;
}

function namesOf(parties: readonly string[], language: Setting['language']): string {
  return parties.map((code) => partyName(code, language)).join(', ');
}
