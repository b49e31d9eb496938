import type { RelationState } from '@foedera/client';
import { showDate } from '../time/show.ts';
import { entryHref, useSetting } from './context.ts';
import { capital, partyName } from './names.ts';

/** Who, at which level and since when: the answer that most people come for. */
export function RelationHead({
  parties,
  state,
}: {
  readonly parties: readonly string[];
  readonly state: RelationState;
}) {
  const { language, words, view } = useSetting();
  const { level, relations } = state;
  const date = (edtf: string | null): string => showDate(edtf, language, words);
  return (
    <div class="relation-head">
      <p class="codes" aria-hidden="true">
        {parties.join(' · ')}
      </p>
      <h1>{parties.map((code) => partyName(code, language)).join(' – ')}</h1>
      <p class="level-now">
        {level ? (
          <a href={entryHref(level.entry, view)}>{words.relation.since(capital(level.label), date(level.since))}</a>
        ) : (
          words.relation.noLevel
        )}
        {level?.wording && level.wording !== level.label && (
          <span class="wording"> ({words.relation.wording(level.wording)})</span>
        )}
      </p>
      <p class="relations-now">
        {relations.entry === null ? (
          words.relation.relations[relations.status]
        ) : (
          <a href={entryHref(relations.entry, view)}>
            {words.relation.relations[relations.status]}
            {words.colon}
            {date(relations.since)}
          </a>
        )}
        {relations.contested && <span class="remark alert">{words.relation.contested}</span>}
      </p>
    </div>
  );
}
