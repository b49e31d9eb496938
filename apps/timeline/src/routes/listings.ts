import { type Policy, partyName } from '@foedera/projections';
import { formatDay, parseRelationId } from '@foedera/schema';
import type { TimelineContext } from '../context.ts';
import { type ClaimKey, type ClaimQuery, claimAnswer, readClaims } from '../queries/claims.ts';
import { readStateEntries } from '../queries/entries.ts';
import type { Known } from '../queries/known.ts';
import { type RelationRow, type RelationsQuery, readRelations } from '../queries/relations.ts';
import { showRows } from '../queries/shown.ts';
import { stateOf } from '../queries/state.ts';
import { type Key, readJoinedTimeline, readTimeline } from '../queries/timeline.ts';
import type { TimelineQuery } from '../queries/timeline-sql.ts';
import type { Listing, RowKey } from './listing.ts';

const timelineKey = (key: RowKey | null): Key | null =>
  key && { earliest: Number(key[0]), latest: Number(key[1]), entry: String(key[2]) };
const toRowKey = (key: Key | null): RowKey | null => key && [key.earliest, key.latest, key.entry];

/** A relation's timeline. */
export function timelineListing({ runner }: TimelineContext, query: TimelineQuery, prefer: Policy): Listing {
  const showing = { relation: query.relation, prefer, lang: query.lang };
  return {
    name: 'timeline',
    title: `Timeline of ${query.relation}`,
    read: (known, after, limit) => {
      const db = runner.db();
      const { rows, last, more } = readTimeline(db, query, known, timelineKey(after), limit);
      return { texts: showRows(db, rows, showing, known), last: toRowKey(last), more };
    },
    readJoined: (known, after, limit) => {
      if (!known.head || prefer !== 'precise') return null;
      const page = readJoinedTimeline(runner.db(), query, known, timelineKey(after), limit);
      return page.targets ? null : { ...page, last: toRowKey(page.last) };
    },
  };
}

/** Claims as they stood. */
export function claimsListing({ runner }: TimelineContext, query: ClaimQuery): Listing {
  const toKey = (key: RowKey | null): ClaimKey | null =>
    key && { earliest: Number(key[0]), latest: Number(key[1]), claim: String(key[2]) };
  return {
    name: 'claims',
    title: 'Claims',
    read: (known, after, limit) => {
      const db = runner.db();
      const { claims, more } = readClaims(db, query, known, toKey(after), limit);
      const last = claims[claims.length - 1];
      return {
        texts: claims.map((claim) => JSON.stringify(claimAnswer(db, claim))),
        last: last ? [last.earliest, last.latest, last.claim] : null,
        more,
      };
    },
  };
}

/** Relations with the core of their state. */
export function relationsListing({ runner }: TimelineContext, query: RelationsQuery, on?: number): Listing {
  return {
    name: 'relations',
    title: 'Relations',
    read: (known, after, limit) => {
      const db = runner.db();
      const { relations, more } = readRelations(db, query, known, after === null ? null : String(after[0]), limit);
      const last = relations[relations.length - 1];
      return {
        texts: relations.map((row) => JSON.stringify(relationAnswer(runner.db(), row, query, known, on))),
        last: last ? [last.relation] : null,
        more,
      };
    },
  };
}

function relationAnswer(
  db: ReturnType<TimelineContext['runner']['db']>,
  row: RelationRow,
  query: RelationsQuery,
  known: Known,
  on: number | undefined,
) {
  const { relation, entries, first, last } = row;
  const { certainty, lang, scope } = query;
  const parties = parseRelationId(relation) ?? [];
  const counted = readStateEntries(db, relation, scope, known).map((r) => r.entry);
  const { relations, level } = stateOf(counted, { on, certainty, today: known.today, lang });
  return {
    id: relation,
    parties,
    names: parties.map((party) => partyName(party, lang)),
    entries: known.head ? entries : null,
    first: dayText(known.head ? first : null),
    last: dayText(known.head ? last : null),
    state: { relations, level },
  };
}

/** A stored day; open sides and absent ones are `null`. */
function dayText(day: number | null): string | null {
  return day === null || Math.abs(day) >= 1_000_000_000 ? null : formatDay(day);
}
