import type { Claim, EntryPage } from '@foedera/client';
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { sourceName } from '../model/entry.ts';
import { showDate } from '../time/show.ts';
import { useMore, useSetting } from '../view/context.ts';
import { attributeName } from '../words/attributes.ts';
import { CurationPreview } from './curation-preview.tsx';
import { DECISIONS, type DecisionName, type Draft, draftOf, typedAttributes } from './decision.ts';

const STATUSES = ['', 'planned', 'ongoing', 'completed', 'postponed', 'cancelled'] as const;

/** What the form needs from around it. */
export interface CurationProps {
  readonly entry: EntryPage;
  readonly savedKey: string;
  readonly onKey: (key: string) => void;
  /** The entry that somebody names by id or address; `null` when it is none, or this one. */
  readonly findEntry: (text: string) => Promise<EntryPage | null>;
  readonly decide: (draft: Draft) => Promise<void>;
  readonly explain: (error: unknown) => string;
}

/** Decides about an entry: first what, then why, then what will change, and only then it is sent. */
export function CurationForm(props: CurationProps) {
  const { entry, savedKey, onKey, findEntry, decide, explain } = props;
  const { curate } = useMore();
  const [first] = entry.claims;
  const state = useMemo(
    () => ({
      draft: signal<Draft | null>(first ? draftOf('correct', first) : null),
      preview: signal<{ readonly other: EntryPage | null } | null>(null),
      problem: signal(''),
      sending: signal(false),
    }),
    [first],
  );
  const draft = state.draft.value;
  if (!draft) return null;
  const change = (part: Partial<Draft>): void => {
    state.draft.value = { ...draft, ...part };
    state.preview.value = null;
    state.problem.value = '';
  };
  const look = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const other = draft.decision === 'link' ? await findEntry(draft.other) : null;
      if (draft.decision === 'link' && other === null) state.problem.value = curate.otherMissing;
      else if (draft.decision === 'separate' && draft.apart.length < 2) state.problem.value = curate.twoNeeded;
      else state.preview.value = { other };
    } catch (error) {
      state.problem.value = explain(error);
    }
  };
  const confirm = async (): Promise<void> => {
    state.sending.value = true;
    try {
      await decide(draft);
    } catch (error) {
      state.problem.value = explain(error);
      state.sending.value = false;
    }
  };
  const claim = entry.claims.find((one) => one.id === draft.claim) as Claim;
  return (
    <form class="curation-form" onSubmit={look}>
      <p class="note">{curate.about}</p>
      <label>
        {curate.key}{' '}
        <input
          type="password"
          name="key"
          autocomplete="off"
          required
          defaultValue={savedKey}
          onInput={(event) => onKey(event.currentTarget.value)}
        />
      </label>
      <fieldset>
        <legend>{curate.what}</legend>
        {DECISIONS.filter((name) => name !== 'separate' || entry.claims.length > 1).map((name) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="decision"
              checked={draft.decision === name}
              onChange={() => change({ ...draftOf(name, claim, draft) })}
            />
            <span>{curate.decisions[name]}</span>
          </label>
        ))}
      </fieldset>
      <Fields entry={entry} claim={claim} draft={draft} change={change} />
      <label>
        {curate.reason}{' '}
        <textarea
          name="reason"
          required
          maxLength={2000}
          rows={2}
          value={draft.reason}
          onInput={(event) => change({ reason: event.currentTarget.value })}
        />
      </label>
      <p>
        <button type="submit">{curate.preview}</button>
      </p>
      {state.problem.value !== '' && (
        <p class="notice" role="alert">
          {state.problem.value}
        </p>
      )}
      {state.preview.value && (
        <CurationPreview
          entry={entry}
          draft={draft}
          other={state.preview.value.other}
          sending={state.sending.value}
          onConfirm={() => void confirm()}
        />
      )}
    </form>
  );
}

interface FieldsProps {
  readonly entry: EntryPage;
  readonly claim: Claim;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function Fields(props: FieldsProps) {
  const { entry, draft, change } = props;
  const { curate } = useMore();
  switch (draft.decision) {
    case 'correct':
      return (
        <>
          <ClaimChoice {...props} />
          <StatementFields {...props} />
        </>
      );
    case 'retract':
    case 'prefer':
      return <ClaimChoice {...props} />;
    case 'link':
      return (
        <label>
          {curate.other}{' '}
          <input
            name="other"
            required
            list="maybe-same"
            value={draft.other}
            onInput={(event) => change({ other: event.currentTarget.value })}
          />
          <datalist id="maybe-same">
            {entry.maybeSameAs.map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
        </label>
      );
    case 'separate':
      return <ApartChoice {...props} />;
  }
}

function useClaimName(): (claim: Claim) => string {
  const { language, words } = useSetting();
  return (claim) => `${sourceName(claim)}${words.colon}${showDate(claim.occurred, language, words)}`;
}

function ClaimChoice({ entry, claim, draft, change }: FieldsProps) {
  const { curate } = useMore();
  const nameOf = useClaimName();
  const pick = (id: string): void => {
    const found = entry.claims.find((one) => one.id === id);
    if (found) change(draftOf(draft.decision as DecisionName, found, draft));
  };
  return (
    <label>
      {curate.claim}{' '}
      <select name="claim" onChange={(event) => pick(event.currentTarget.value)}>
        {entry.claims.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === claim.id}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ApartChoice({ entry, draft, change }: FieldsProps) {
  const { curate } = useMore();
  const nameOf = useClaimName();
  const toggle = (id: string): void =>
    change({ apart: draft.apart.includes(id) ? draft.apart.filter((one) => one !== id) : [...draft.apart, id] });
  return (
    <fieldset>
      <legend>{curate.apart}</legend>
      {entry.claims.map((one) => (
        <label key={one.id} class="check">
          <input type="checkbox" checked={draft.apart.includes(one.id)} onChange={() => toggle(one.id)} />
          <span>{nameOf(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function StatementFields({ claim, draft, change }: FieldsProps) {
  const { words, language } = useSetting();
  const { curate } = useMore();
  return (
    <>
      <label>
        {attributeName('occurred', language)}{' '}
        <input
          name="occurred"
          value={draft.occurred}
          aria-describedby="edtf-hint"
          onInput={(event) => change({ occurred: event.currentTarget.value })}
        />
      </label>
      <span id="edtf-hint" class="quiet">
        {curate.dateHint}
      </span>
      <label>
        {attributeName('status', language)}{' '}
        <select name="status" onChange={(event) => change({ status: event.currentTarget.value })}>
          {STATUSES.map((status) => (
            <option key={status} value={status} selected={status === draft.status}>
              {words.statuses[status === '' ? 'none' : status]}
            </option>
          ))}
        </select>
      </label>
      {typedAttributes(claim).map(([name, value]) => (
        <label key={name}>
          {attributeName(name, language)}{' '}
          <input
            name={`attribute-${name}`}
            type={typeof value === 'number' ? 'number' : 'text'}
            step="any"
            value={draft.attributes[name] ?? ''}
            onInput={(event) => change({ attributes: { ...draft.attributes, [name]: event.currentTarget.value } })}
          />
        </label>
      ))}
    </>
  );
}
