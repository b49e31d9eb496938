import type { ClaimVersion } from '@foedera/projections';
import { fold } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { MIN_SOUND_LENGTH, soundsIn } from '../read-model/search-words.ts';
import { statement } from '../read-model/statements.ts';
import { entryHolding } from './entries.ts';
import { type Known, VISIBLE, visibility } from './known.ts';

/** What is searched for, and among what. */
export interface SearchQuery {
  readonly match: string;
  readonly kinds?: readonly string[] | undefined;
  readonly places?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
}

const MAX_TERMS = 20;

/**
 * Words as a full-text expression: all of them must be there, in any order; words in double quotes stand together; a
 * word that ends in `*` is a beginning. Longer words also meet other spellings that sound the same. `null` = no words.
 */
export function toMatch(text: string): string | null {
  const terms: string[] = [];
  for (const [, phrase, word] of text.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const plain = fold(phrase ?? word ?? '');
    if (plain === '') continue;
    if (phrase !== undefined) terms.push(`words : "${plain}"`);
    else if (word?.endsWith('*')) terms.push(`words : "${plain}" *`);
    else terms.push(...plain.split(' ').map(termOf));
    if (terms.length >= MAX_TERMS) break;
  }
  return terms.length === 0 ? null : terms.join(' AND ');
}

function termOf(word: string): string {
  const sound = word.length >= MIN_SOUND_LENGTH ? soundsIn(word) : '';
  return sound === '' ? `words : "${word}"` : `(words : "${word}" OR sounds : "${sound}")`;
}

interface HitRow {
  readonly id: number;
  readonly content: string | null;
}

const DOCUMENT = `select document, title, source, content from document where no = :no and withdrawn is null`;

function hitsSql(query: SearchQuery, continued: boolean): string {
  const claimOnly = query.kinds || query.places;
  const conditions = [
    VISIBLE.replaceAll(/\b(reported|seq)_/g, 'v.$1_'),
    ...(query.kinds ? ['v.kind in (select value from json_each(:kinds))'] : []),
    ...(query.sources ? ['v.source in (select value from json_each(:sources))'] : []),
    ...(query.places ?? []).map(
      (_, i) => `exists (select 1 from claim_place p where p.place = :place${i}
        and p.earliest = v.earliest and p.latest = v.latest and p.claim = v.claim and p.version = v.id)`,
    ),
  ];
  const document = `exists (select 1 from document d where d.no = s.rowid / 2 and d.seq <= :seq and d.withdrawn is null
    ${query.sources ? 'and d.source in (select value from json_each(:sources))' : ''})`;
  return `select s.rowid as id, v.content from search_text s
    left join claim_version v on s.rowid % 2 = 0 and v.id = s.rowid / 2
    where search_text match :match ${continued ? 'and s.rowid < :before' : ''}
      and ((s.rowid % 2 = 0 and ${conditions.join(' and ')}) ${claimOnly ? '' : `or (s.rowid % 2 = 1 and ${document})`})
    order by s.rowid desc limit :limit`;
}

/** Hits before one, newest record first. */
export function searchHits(db: Database, query: SearchQuery, known: Known, before: number | null, limit: number) {
  const rows = statement<HitRow>(db, hitsSql(query, before !== null)).all({
    match: query.match,
    ...visibility(known),
    ...(query.kinds ? { kinds: JSON.stringify(query.kinds) } : {}),
    ...(query.sources ? { sources: JSON.stringify(query.sources) } : {}),
    ...Object.fromEntries((query.places ?? []).map((place, i) => [`place${i}`, place])),
    ...(before === null ? {} : { before }),
    limit: limit + 1,
  });
  const hits = rows.slice(0, limit).map(({ id, content }) => ({
    id,
    answer: content === null ? documentHit(db, id) : claimHit(db, JSON.parse(content) as ClaimVersion, known),
  }));
  return { hits, more: rows.length > limit };
}

function claimHit(db: Database, version: ClaimVersion, known: Known) {
  const { claim, kind, occurred, parties, status, quote, source, evidence, attributes } = version;
  return {
    type: 'claim',
    id: claim,
    entry: entryHolding(db, claim, known) ?? null,
    kind,
    occurred,
    parties,
    status,
    attributes,
    quote,
    source,
    document: evidence?.document ?? null,
  };
}

function documentHit(db: Database, id: number) {
  const row = statement<{ document: string; title: string | null; content: string }>(db, DOCUMENT).get({
    no: Math.floor(id / 2),
  });
  const { language, published, source } = JSON.parse(row?.content ?? '{}') as Record<string, unknown>;
  return { type: 'document', id: row?.document ?? null, title: row?.title ?? null, language, published, source };
}
