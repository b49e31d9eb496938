import { CLAIM_TABLES } from '@foedera/projections';

/**
 * Tables of the timeline, with the indexes that applying events needs.
 *
 * - `entry_version`: one entry over a rectangle of reported time (epoch ms) × seq, both half-open; what it says is in
 *   `entry_content`, shared by the parts of a rectangle that was cut.
 * - `page_row`: what stands at the head, clustered in the order of a relation's timeline, with the answer's JSON text.
 * - `placement`: every version in that order, narrow, for pages as of earlier times. `class`: see `durationClass`.
 * - `hot_*`: entries with so many versions that they would clog `placement`; found by relation, decided in an R-tree.
 */
const ENTRY_TABLES = `
create table entry_content (
  id integer primary key, rest text not null,
  headline_en text not null, headline_fr text not null, headline_vi text not null,
  parties text not null, via text not null, claims text not null, sources text not null
);
create table entry_version (
  id integer primary key, entry text not null, content integer not null,
  kind text not null, status text, confidence real not null,
  earliest integer not null, latest integer not null,
  reported_from integer not null, reported_to integer not null, seq_from integer not null, seq_to integer not null
);
create index entry_version_entry on entry_version (entry, seq_to, reported_to);
create table page_row (
  relation text not null, earliest integer not null, latest integer not null, entry text not null,
  membership text not null, class integer not null, kind text not null, status text, confidence real not null,
  state integer not null, content integer not null,
  headline_en text not null, headline_fr text not null, headline_vi text not null, rest text,
  primary key (relation, earliest, latest, entry)
) without rowid;
create table placement (
  relation text not null, earliest integer not null, latest integer not null, entry text not null,
  version integer not null, content integer not null, membership text not null, class integer not null,
  kind text not null, status text, state integer not null,
  reported_from integer not null, reported_to integer not null, seq_from integer not null, seq_to integer not null,
  primary key (relation, earliest, latest, entry, version)
) without rowid;
create table hot_entry (no integer primary key, entry text not null unique);
create virtual table hot_version using rtree (id, no_from, no_to, reported_from, reported_to, seq_from, seq_to);
create table hot_place (
  relation text not null, entry text not null, no integer not null,
  first integer not null, last integer not null, state integer not null,
  primary key (relation, entry)
) without rowid;
create index hot_place_order on hot_place (relation, first);
create table head_claim (claim text primary key, entry text not null) without rowid;
create table relation_row (
  relation text primary key, entries integer not null, exact integer not null,
  first integer, last integer, seq integer not null
) without rowid;
`;

const CLAIM_SIDE_TABLES = `
create table claim_place (
  place text not null, earliest integer not null, latest integer not null, claim text not null, version integer not null,
  primary key (place, earliest, latest, claim, version)
) without rowid;
create table claim_document (document text not null, version integer not null, primary key (document, version)) without rowid;
create table claim_retraction (
  claim text not null, reported_ms integer not null, seq integer not null,
  primary key (claim, reported_ms, seq)
) without rowid;
create table source (
  source text primary key, title text, publisher text, url text, claims integer not null, documents integer not null,
  first_reported integer, last_reported integer
) without rowid;
create table relation_stream (relation text primary key, revision integer not null) without rowid;
create table decision (seq integer primary key, content text not null);
create table decision_claim (claim text not null, seq integer not null, primary key (claim, seq)) without rowid;
create virtual table search_text using fts5 (words, sounds, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
`;

const DOCUMENT_TABLES = `
create table document (
  no integer primary key, document text not null unique, source text not null, title text, content text not null,
  chunks integer not null, seq integer not null, withdrawn integer, reason text
);
create table document_text (
  document text not null, chunk integer not null, text text not null, primary key (document, chunk)
) without rowid;
create table event_time (recorded_ms integer primary key, seq integer not null);
create index event_time_seq on event_time (seq);
`;

export const TIMELINE_TABLES = `${CLAIM_TABLES}\n${ENTRY_TABLES}\n${CLAIM_SIDE_TABLES}\n${DOCUMENT_TABLES}`;

/**
 * Indexes that only queries need. Those of `class` hold all that a page shows or asks for, so that what reaches into a
 * window is read in one place.
 */
export const TIMELINE_INDEXES = `
create index page_row_class on page_row (relation, class, earliest, latest, entry, membership, kind, status, confidence,
  content, headline_en, headline_fr, headline_vi, rest) where class > 0;
create index page_row_state on page_row (relation) where state = 1;
create index page_row_exact on page_row (earliest, latest, entry) where membership = 'exact';
create index placement_class on placement (relation, class, earliest, latest, entry, version, content, membership, kind,
  status, reported_from, reported_to, seq_from, seq_to) where class > 0;
create index placement_state on placement (relation) where state = 1;
create index claim_version_source on claim_version (source, earliest, latest, claim);
create index claim_version_order on claim_version (earliest, latest, claim);
create index claim_version_seq on claim_version (seq_from);
create index document_source on document (source);
`;
