import type { ClaimVersion } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { statement } from '../read-model/statements.ts';
import { entryHolding } from './entries.ts';
import { type Known, VISIBLE, visibility } from './known.ts';

const SQL = {
  one: `select document, content, seq, withdrawn, reason from document where document = :document and seq <= :seq`,
  text: `select text from document_text where document = :document order by chunk`,
  quoting: `select v.content from claim_document d join claim_version v on v.id = d.version
    where d.document = :document and ${VISIBLE}`,
  list: `select document, content, seq, withdrawn, reason from document
    where document > :after and seq <= :seq and (:sources is null or source in (select value from json_each(:sources))) order by document limit :limit`,
};

interface DocumentRow {
  readonly document: string;
  readonly content: string;
  readonly seq: number;
  readonly withdrawn: number | null;
  readonly reason: string | null;
}

function head({ document, content, seq, withdrawn, reason }: DocumentRow) {
  const { document: _, ...rest } = JSON.parse(content) as Record<string, unknown>;
  return { id: document, ...rest, seq, withdrawn: withdrawn !== null, ...(withdrawn === null ? {} : { reason }) };
}

/** A document with its text and where the claims quote it. What was withdrawn shows that, and neither text nor quotes. */
export function readDocument(db: Database, document: string, known: Known) {
  const row = statement<DocumentRow>(db, SQL.one).get({ document, seq: known.seq });
  if (!row) return undefined;
  if (row.withdrawn !== null) return { ...head(row), text: null, quotes: [] };
  const chunks = statement<{ text: string }>(db, SQL.text).all({ document });
  const quoting = statement<{ content: string }>(db, SQL.quoting).all({ document, ...visibility(known) });
  const quotes = quoting
    .map(({ content }) => JSON.parse(content) as ClaimVersion)
    .flatMap((version) => (version.evidence ? [quoteOf(db, version, version.evidence, known)] : []))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.claim < b.claim ? -1 : 1));
  return { ...head(row), text: chunks.map((chunk) => chunk.text).join(''), quotes };
}

function quoteOf(db: Database, version: ClaimVersion, evidence: NonNullable<ClaimVersion['evidence']>, known: Known) {
  const { section, zone, quote, start, end, more } = evidence;
  return {
    claim: version.claim,
    entry: entryHolding(db, version.claim, known) ?? null,
    kind: version.kind,
    occurred: version.occurred,
    section,
    zone,
    quote,
    start,
    end,
    ...(more ? { more } : {}),
  };
}

/** Documents after one, in order of id, without their texts. */
export function readDocuments(
  db: Database,
  sources: readonly string[] | undefined,
  known: Known,
  after: string | null,
  limit: number,
) {
  const rows = statement<DocumentRow>(db, SQL.list).all({
    after: after ?? '',
    sources: sources === undefined ? null : JSON.stringify(sources),
    seq: known.seq,
    limit: limit + 1,
  });
  return { documents: rows.slice(0, limit).map(head), more: rows.length > limit };
}
