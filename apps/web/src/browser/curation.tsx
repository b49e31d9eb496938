import { ApiProblem, type Client, type EntryPage, openClient } from '@foedera/client';
import { render } from 'preact';
import { SettingProvider } from '../view/context.ts';
import type { MoreWords } from '../words/en-more.ts';
import type { Language } from '../words/language.ts';
import { CurationForm } from './curation-form.tsx';
import { type Draft, entryIdIn, replacementOf } from './decision.ts';
import { moreWords } from './more-words.ts';
import { loadWords } from './words.ts';

const KEY = 'foedera-key';

/** Where an entry is curated. */
export interface CurationPlace {
  readonly place: HTMLElement;
  readonly entry: string;
  readonly relation: string;
  readonly language: Language;
}

/** Opens the form of those who hold a key. The key stays in this tab until it is closed. */
export async function openCuration({ place, entry: id, relation, language }: CurationPlace): Promise<void> {
  const reader = openClient({ url: location.origin });
  const [words, more, entry] = await Promise.all([
    loadWords(language),
    moreWords(language),
    reader.entry(id, { lang: language }),
  ]);
  const decide = async (draft: Draft): Promise<void> => {
    const key = sessionStorage.getItem(KEY) ?? '';
    const client = openClient({ url: location.origin, key });
    const { revision } = await client.relation(relation);
    await send(client, entry, relation, revision, draft);
    location.reload();
  };
  const root = document.createElement('div');
  place.append(root);
  render(
    <SettingProvider value={{ language, words, more, view: {} }}>
      <CurationForm
        entry={entry}
        savedKey={sessionStorage.getItem(KEY) ?? ''}
        onKey={(key) => sessionStorage.setItem(KEY, key)}
        findEntry={async (text) => {
          const found = entryIdIn(text);
          return found === null || found === entry.id ? null : reader.entry(found, { lang: language });
        }}
        decide={decide}
        explain={(error) => explain(error, more)}
      />
    </SettingProvider>,
    root,
  );
}

async function send(
  client: Client,
  entry: EntryPage,
  relation: string,
  revision: number | null,
  draft: Draft,
): Promise<void> {
  const { reason } = draft;
  const claim = entry.claims.find((one) => one.id === draft.claim);
  if (!claim) throw new Error(`no claim ${draft.claim}`);
  switch (draft.decision) {
    case 'correct':
      await client.correct(claim.id, revision, { reason, relation, replacement: replacementOf(claim, draft) });
      break;
    case 'retract':
      await client.retract(claim.id, revision, { reason, relation });
      break;
    case 'prefer':
      await client.prefer(relation, revision, { reason, claim: claim.id });
      break;
    case 'link': {
      const other = await client.entry(entryIdIn(draft.other) ?? '');
      const claims = [...entry.claims, ...other.claims].map((one) => one.id);
      await client.link(relation, revision, { reason, claims });
      break;
    }
    case 'separate':
      await client.separate(relation, revision, { reason, claims: [...draft.apart] });
      break;
  }
}

function explain(error: unknown, { curate }: MoreWords): string {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  if (error.status === 401) return curate.keyRefused;
  if (error.code === 'revision-changed') return curate.changedMeanwhile;
  return error.problem.detail;
}
