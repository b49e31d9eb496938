import { knownTimeParameter, limitParameter, numberParameter, wordsLike, wordsOf } from '@foedera/http';
import { CHANGES } from '@foedera/projections';
import { KIND_NAMES } from '@foedera/schema';
import { z } from 'zod';
import { LANGUAGES } from '../formats/words.ts';
import { type ChangeFilter, type PreparedFilter, prepareFilter } from '../read-model/filter.ts';
import { IMPORTANCE } from '../read-model/importance.ts';

export const MAX_PAGE = 1_000;
const USUAL_PAGE = 100;

/** Relation ids, in any order of their states. */
export const RELATION = /^[A-Z][A-Z0-9]{1,9}(?:-[A-Z][A-Z0-9]{1,9}){1,299}$/;
/** Codes of states and unions. */
export const PARTY = /^[A-Z][A-Z0-9]{1,9}$/;

/** Query parameters that say which changes are wanted. */
export const filterParameters = {
  relation: wordsLike(RELATION, 'Relations, such as BY-VN: changes that concern one of them.', 'codes such as BY-VN'),
  party: wordsLike(PARTY, 'States or unions: changes that concern one of them.', 'codes such as BY'),
  kind: wordsOf(KIND_NAMES, 'Kinds of fact.'),
  change: wordsOf(CHANGES, 'Kinds of change.'),
  importance: z.enum(IMPORTANCE).optional().meta({ description: 'Least importance: this level and those above.' }),
  minConfidence: numberParameter(
    { least: 0, most: 1, fractions: true },
    'Least confidence of the entry that a change is about, 0 to 1.',
  ).optional(),
};

/** Query of `GET /v1/changes`. */
export const changesQuery = z.strictObject({
  ...filterParameters,
  after: z.string().min(1).max(100).optional().meta({
    description:
      'Cursor, exclusive: the id of a change, the `next` of a page, `0` for the beginning, `now` for the head.',
  }),
  limit: limitParameter(MAX_PAGE, USUAL_PAGE),
  asReported: knownTimeParameter(
    'Replays what a subscriber would have been told up to this reported time: a date (its end, UTC) or an RFC 3339 time. Finite, with cursors of its own.',
  ),
  envelope: z
    .enum(['none', 'cloudevents'])
    .default('none')
    .meta({ description: 'For pages and streams: `cloudevents` puts each change in a CloudEvents 1.0 envelope.' }),
  archive: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'For Atom and JSON Feed: the archive, as the feed links to it; the head when absent.' }),
  lang: z.enum(LANGUAGES).default('en').meta({ description: 'For Atom and JSON Feed: language of titles.' }),
  filter: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
    .meta({
      description: 'Digest of the filter that the cursor comes from: resuming under another filter is refused.',
    }),
});

/** The filter of a query. */
export function filterOf(query: ChangeFilter): PreparedFilter {
  const { relation, party, kind, change, importance, minConfidence } = query;
  return prepareFilter({ relation, party, kind, change, importance, minConfidence });
}
