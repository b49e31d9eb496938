/** How a column's values are stored where types matter: text, a whole number, a fraction, or JSON text. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'json';

/** One column of a table: a member of the rows' JSON objects. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

const columns = (type: ColumnType, ...names: readonly string[]): Column[] => names.map((name) => ({ name, type }));

const ENTRY: readonly Column[] = [
  ...columns('text', 'id', 'relation', 'membership', 'kind', 'category', 'headline'),
  ...columns('text', 'occurred', 'occurredBasis', 'earliest', 'latest'),
  ...columns('boolean', 'extent'),
  ...columns('json', 'parties', 'via'),
  ...columns('text', 'status', 'unconfirmedSince', 'outcome', 'outcomeBy'),
  ...columns('json', 'attributes'),
  ...columns('number', 'confidence'),
  ...columns('integer', 'claims', 'sources'),
  ...columns('json', 'contradictions', 'maybeSameAs', 'shown'),
  ...columns('text', 'firstReported', 'lastReported'),
  ...columns('integer', 'seq'),
];

const CLAIM: readonly Column[] = [
  ...columns('text', 'id', 'kind', 'category'),
  ...columns('json', 'parties', 'via'),
  ...columns('text', 'occurred', 'occurredBasis', 'earliest', 'latest', 'status'),
  ...columns('json', 'attributes'),
  ...columns('number', 'confidence'),
  ...columns('text', 'quote', 'key'),
  ...columns('json', 'source', 'evidence'),
  ...columns('text', 'document'),
  ...columns('json', 'extractor'),
  ...columns('text', 'reported', 'reportedBasis', 'act'),
  ...columns('json', 'correction', 'retracted'),
  ...columns('integer', 'seq'),
  ...columns('text', 'recorded', 'reportedFrom', 'reportedTo', 'firstReported'),
];

const RELATION: readonly Column[] = [
  ...columns('text', 'id'),
  ...columns('json', 'parties', 'names'),
  ...columns('integer', 'entries'),
  ...columns('text', 'first', 'last'),
  ...columns('json', 'state'),
];

const SOURCE: readonly Column[] = [
  ...columns('text', 'id', 'title', 'publisher', 'url'),
  ...columns('integer', 'claims', 'documents'),
  ...columns('text', 'firstReported', 'lastReported'),
];

const DOCUMENT: readonly Column[] = [
  ...columns('text', 'id'),
  ...columns('json', 'source'),
  ...columns('text', 'language', 'published', 'publishedBasis', 'mediaType'),
  ...columns('integer', 'seq'),
  ...columns('boolean', 'withdrawn'),
  ...columns('text', 'reason'),
];

const SEARCH: readonly Column[] = [
  ...columns('text', 'type', 'id', 'entry', 'kind', 'occurred'),
  ...columns('json', 'parties'),
  ...columns('text', 'status'),
  ...columns('json', 'attributes'),
  ...columns('text', 'quote', 'title'),
  ...columns('json', 'source'),
  ...columns('text', 'document', 'language', 'published'),
];

/** Columns of each list, in order: every member that its rows may have. */
export const COLUMNS = {
  timeline: ENTRY,
  claims: CLAIM,
  relations: RELATION,
  sources: SOURCE,
  documents: DOCUMENT,
  search: SEARCH,
} as const satisfies Record<string, readonly Column[]>;

/** A row of a list, parsed. */
export type Row = Readonly<Record<string, unknown>>;
