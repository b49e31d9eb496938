import type { Claim, EntryPage } from '@foedera/client';
import { sourceName } from '../model/entry.ts';
import { valueText } from '../view/attributes.ts';
import { useMore, useSetting } from '../view/context.ts';
import { attributeName } from '../words/attributes.ts';
import { correctionEffects, type Draft, type Effect, preferenceEffects } from './decision.ts';

/** What a decision will change, before it is sent. */
export function CurationPreview({
  entry,
  draft,
  other,
  sending,
  onConfirm,
}: {
  readonly entry: EntryPage;
  readonly draft: Draft;
  readonly other: EntryPage | null;
  readonly sending: boolean;
  readonly onConfirm: () => void;
}) {
  const { curate } = useMore();
  const claim = entry.claims.find((one) => one.id === draft.claim) as Claim;
  const nothing = draft.decision === 'correct' && correctionEffects(claim, draft).length === 0;
  return (
    <section class="preview" aria-live="polite">
      <h3>{curate.willChange}</h3>
      <Consequence entry={entry} claim={claim} draft={draft} other={other} />
      <p>
        {curate.reason}: {draft.reason}
      </p>
      <button type="button" disabled={sending || nothing} onClick={onConfirm}>
        {curate.confirm}
      </button>
    </section>
  );
}

function Consequence({
  entry,
  claim,
  draft,
  other,
}: {
  readonly entry: EntryPage;
  readonly claim: Claim;
  readonly draft: Draft;
  readonly other: EntryPage | null;
}) {
  const { curate } = useMore();
  switch (draft.decision) {
    case 'correct': {
      const effects = correctionEffects(claim, draft);
      return effects.length === 0 ? <p>{curate.nothing}</p> : <Effects title={sourceName(claim)} effects={effects} />;
    }
    case 'retract':
      return (
        <p>
          {curate.retracted(sourceName(claim))}{' '}
          {entry.claims.length === 1 ? curate.entryGoes : curate.entryStays(entry.claims.length - 1)}
        </p>
      );
    case 'prefer': {
      const effects = preferenceEffects(entry, claim);
      return effects.length === 0 ? <p>{curate.sameShown}</p> : <Effects title={entry.headline} effects={effects} />;
    }
    case 'link':
      return (
        <>
          <p>{curate.linked}</p>
          <ul>
            <li>{entry.headline}</li>
            <li>{other?.headline}</li>
          </ul>
        </>
      );
    case 'separate':
      return (
        <>
          <p>{curate.separated}</p>
          <ul>
            {entry.claims
              .filter((one) => draft.apart.includes(one.id))
              .map((one) => (
                <li key={one.id}>
                  {sourceName(one)}, {one.occurred}
                </li>
              ))}
          </ul>
        </>
      );
  }
}

function Effects({ title, effects }: { readonly title: string; readonly effects: readonly Effect[] }) {
  const setting = useSetting();
  const show = (effect: Effect, value: string | null): string =>
    value === null || value === '' ? '–' : valueText(value, setting, effect.what);
  return (
    <>
      <p>{title}</p>
      <ul>
        {effects.map((effect) => (
          <li key={effect.what}>
            {attributeName(effect.what, setting.language)}
            {setting.words.colon}
            <del>{show(effect, effect.was)}</del> → <ins>{show(effect, effect.is)}</ins>
          </li>
        ))}
      </ul>
    </>
  );
}
