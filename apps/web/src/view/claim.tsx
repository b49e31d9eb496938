import type { DocumentInfo } from '@foedera/client';
import { type ClaimInContext, sourceName } from '../model/entry.ts';
import { showDate, showDay } from '../time/show.ts';
import { attributeName } from '../words/attributes.ts';
import { basisText } from '../words/basis.ts';
import { tellingAttributes, valueText } from './attributes.ts';
import { hrefTo, useMore, useSetting } from './context.ts';

/** One claim: who says it, when it was published, what exactly, and the quote where it stands. */
export function ClaimOf({
  claim,
  context,
  shown,
  document,
}: ClaimInContext & { readonly shown: boolean; readonly document: DocumentInfo | null }) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const more = useMore();
  const reported = claim.reported ?? claim.source.published ?? null;
  return (
    <li id={`claim-${claim.id}`} class={shown ? 'claim shown' : 'claim'} data-claim={claim.id}>
      <h3>
        {claim.source.url ? <a href={claim.source.url}>{sourceName(claim)}</a> : sourceName(claim)}
        {shown && <span class="remark">{more.entry.what}</span>}
        {document?.withdrawn && <span class="remark">{more.document.withdrawn}</span>}
      </h3>
      <p class="quiet">
        {reported === null
          ? more.entry.reportedUnknown
          : more.entry.reportedOn(
              reported.includes('T') ? showDay(reported, language) : showDate(reported, language, words),
            )}
        {claim.reportedBasis !== null && ` (${basisText(claim.reportedBasis, language)})`}
        {claim.recorded !== null && `, ${more.entry.recordedOn(showDay(claim.recorded, language))}`}
      </p>
      <p class="says">
        <strong>{claim.occurred === null ? more.entry.undatedClaim : showDate(claim.occurred, language, words)}</strong>
        {claim.occurredBasis !== null && <span class="quiet"> ({basisText(claim.occurredBasis, language)})</span>}
        {claim.status !== null && `, ${words.statuses[claim.status]}`}
        {tellingAttributes(claim.attributes).map(([name, value]) => (
          <span key={name} class="attribute">
            {attributeName(name, language)}
            {words.colon}
            {valueText(value, setting, name)}
          </span>
        ))}
      </p>
      {context !== null ? (
        <blockquote class="in-context">
          {context.before}
          <mark>{context.quote}</mark>
          {context.after}
        </blockquote>
      ) : (
        claim.quote !== null && (
          <blockquote>
            <mark>{claim.quote}</mark>
          </blockquote>
        )
      )}
      <p class="quiet">
        {claim.document !== null && document !== null && !document.withdrawn && (
          <a href={`${hrefTo(`/documents/${claim.document}`, view)}#q-${claim.id}`}>{more.entry.inDocument}</a>
        )}
        {claim.extractor !== null &&
          ` · ${more.entry.extractor} ${claim.extractor.name} ${claim.extractor.version}, ${more.entry.rule} ${claim.extractor.rule}`}
        {claim.correction !== null &&
          ` · ${more.entry.acts.corrected} ${claim.correction.basis === 'source' ? more.entry.bySource : more.entry.byLedger}${words.colon}${claim.correction.reason}`}
      </p>
    </li>
  );
}
