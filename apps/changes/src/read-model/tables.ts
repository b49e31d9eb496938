/**
 * `change`: every change in order, its JSON text without id and prev. `change_word`: for each word that a filter can ask
 * for, the places where it is true, so that a filter is a walk along an index. `head_entry`, `head_part`: the timeline as
 * it stands at the head, and which entries a part of a relation's state is folded from. `folded_event`: what the claims'
 * acts do not say of their events, and people's decisions, so that a replay needs no log.
 */
export const CHANGE_TABLES = `
create table change (
  place integer primary key, confidence real not null, content text not null
);
create table change_word (
  word text not null, place integer not null, confidence real not null,
  primary key (word, place)
) without rowid;
create table head_entry (id text primary key, content text not null) without rowid;
create table head_part (
  relation text not null, part text not null, entry text not null,
  primary key (relation, part, entry)
) without rowid;
create table folded_event (
  seq integer primary key, recorded text not null, cause text not null, decision text
);
`;

/** Indexes that only replays need. */
export const CHANGE_INDEXES = `
create index folded_decision on folded_event (seq) where decision is not null;
create index claim_act_reported on claim_act (reported_ms, seq);
`;
