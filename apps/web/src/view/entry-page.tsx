import type { Claim, Contradiction, EntryPage as EntryAnswer } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import type { Citations } from '../model/cite.ts';
import { type EntryData, sourceName } from '../model/entry.ts';
import { showDate, showDay } from '../time/show.ts';
import { attributeName } from '../words/attributes.ts';
import { basisText } from '../words/basis.ts';
import { unionName } from '../words/unions.ts';
import { tellingAttributes, valueText } from './attributes.ts';
import { ClaimOf } from './claim.tsx';
import { entryHref, relationHref, useMore, useSetting } from './context.ts';
import { History } from './history.tsx';
import { partyName, relationName } from './names.ts';
import { RefusedNotice } from './notice.tsx';
import { remarksOf } from './remarks.ts';
import { toRow } from './row.ts';

/** An entry: what is shown and why, what each source says, what was done about it, and how to cite it. */
export function EntryPage({
  data,
  citations,
  refused,
}: {
  readonly data: EntryData;
  readonly citations: Citations;
  readonly refused: readonly Refused[];
}) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const more = useMore();
  const { entry, claims } = data;
  const row = toRow({ ...entry, claims: entry.claims.length }, language);
  return (
    <article class="entry-page" data-entry={entry.id} data-relation={entry.relation}>
      <RefusedNotice refused={refused} />
      <p class="back">
        <a href={relationHref(entry.relation, view)}>{more.entry.back(relationName(entry.relation, language))}</a>
      </p>
      <h1>{entry.headline}</h1>
      <p class="when">
        {showDate(entry.occurred, language, words)}
        {remarksOf(row, setting).map((remark) => (
          <span key={remark.text} class={remark.alert ? 'remark alert' : 'remark'}>
            {remark.text}
          </span>
        ))}
      </p>
      {view.asReported && <p class="known-then">{words.known.only(showDay(view.asReported, language))}</p>}
      {view.asRecorded && <p class="known-then">{words.known.recorded(view.asRecorded)}</p>}
      <Facts entry={entry} />
      {entry.contradictions.map((contradiction) => (
        <Disagreement key={contradiction.about} contradiction={contradiction} claims={entry.claims} />
      ))}
      <section aria-labelledby="claims">
        <h2 id="claims">{more.entry.claims}</h2>
        <p class="note">
          {entry.claims.length === 1
            ? more.entry.single
            : (more.entry.policy[entry.shown.policy] ?? entry.shown.policy)}
        </p>
        <ol class="claims">
          {claims.map((one) => (
            <ClaimOf
              key={one.claim.id}
              {...one}
              shown={entry.shown.claim === one.claim.id && entry.claims.length > 1}
              document={entry.documents.find((d) => d.document === one.claim.document) ?? null}
            />
          ))}
        </ol>
      </section>
      {entry.maybeSameAs.length > 0 && (
        <section>
          <h2>{more.entry.maybe}</h2>
          <ul>
            {entry.maybeSameAs.map((id) => (
              <li key={id}>
                <a href={entryHref(id, view)}>{id.slice(0, 8)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <History acts={entry.history} />
      <Cite citations={citations} id={entry.id} />
      <details id="curation" hidden>
        <summary>{more.curate.title}</summary>
      </details>
    </article>
  );
}

function Facts({ entry }: { readonly entry: EntryAnswer }) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const more = useMore();
  const relations = entry.relations.filter((r) => r.membership === 'exact' || entry.relations.length < 12);
  return (
    <dl class="facts">
      <dt>{words.relation.category}</dt>
      <dd>
        {words.categories[entry.category]}, {more.kinds[entry.kind] ?? entry.kind}
      </dd>
      <dt>{more.entry.states}</dt>
      <dd>{entry.parties.map((code) => partyName(code, language)).join(', ')}</dd>
      {entry.via.length > 0 && (
        <>
          <dt>{more.entry.via}</dt>
          <dd>{entry.via.map((code) => unionName(code, language)).join(', ')}</dd>
        </>
      )}
      {relations.length > 1 && (
        <>
          <dt>{more.home.relations}</dt>
          <dd>
            {relations.map(({ relation }, i) => (
              <span key={relation}>
                {i > 0 && ', '}
                <a href={relationHref(relation, view)}>{relationName(relation, language)}</a>
              </span>
            ))}
          </dd>
        </>
      )}
      {entry.occurredBasis !== null && (
        <>
          <dt>{more.entry.basis}</dt>
          <dd>{basisText(entry.occurredBasis, language)}</dd>
        </>
      )}
      {tellingAttributes(entry.attributes).map(([name, value]) => (
        <Attribute key={name} name={name} value={value} />
      ))}
      {entry.outcome !== undefined && (
        <>
          <dt>{more.state.targets}</dt>
          <dd>
            {entry.outcomeBy ? (
              <a href={entryHref(entry.outcomeBy, view)}>{more.state.outcome[entry.outcome]}</a>
            ) : (
              more.state.outcome[entry.outcome]
            )}
          </dd>
        </>
      )}
      <dt>{more.entry.confidence}</dt>
      <dd>{new Intl.NumberFormat(language, { style: 'percent' }).format(entry.confidence)}</dd>
    </dl>
  );
}

function Attribute({ name, value }: { readonly name: string; readonly value: unknown }) {
  const setting = useSetting();
  return (
    <>
      <dt>{attributeName(name, setting.language)}</dt>
      <dd>{valueText(value, setting, name)}</dd>
    </>
  );
}

function Disagreement({
  contradiction,
  claims,
}: {
  readonly contradiction: Contradiction;
  readonly claims: readonly Claim[];
}) {
  const setting = useSetting();
  const { words, language } = setting;
  const more = useMore();
  const about = attributeName(contradiction.about, language);
  return (
    <section class="disagreement" aria-label={more.entry.disagree}>
      <h2>
        {more.entry.disagree}
        {words.colon}
        {about}
      </h2>
      <ul>
        {contradiction.values.map(({ value, claims: ids }) => (
          <li key={String(value)}>
            <strong>{valueText(value, setting, contradiction.about)}</strong>
            {words.colon}
            {claims
              .filter((claim) => ids.includes(claim.id))
              .map((claim, i) => (
                <span key={claim.id}>
                  {i > 0 && '; '}
                  <a href={`#claim-${claim.id}`}>{sourceName(claim)}</a>
                </span>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cite({ citations, id }: { readonly citations: Citations; readonly id: string }) {
  const { words } = useSetting();
  const more = useMore();
  const forms = [
    ['APA', citations.apa],
    ['BibTeX', citations.bibtex],
    ['CSL-JSON', citations.csl],
  ] as const;
  return (
    <section class="cite" aria-labelledby="cite">
      <h2 id="cite">{more.entry.cite}</h2>
      {forms.map(([name, text]) => (
        <details key={name} open={name === 'APA'}>
          <summary>{name}</summary>
          <pre data-copy={name} data-copy-label={more.entry.copy} data-copied-label={more.entry.copied}>
            {text}
          </pre>
        </details>
      ))}
      <p>
        {more.entry.exports}
        {words.colon}
        <a href={`/v1/entries/${id}`}>JSON</a>
      </p>
    </section>
  );
}
