import type { HttpServer } from '@foedera/http';
import { KIND_NAMES } from '@foedera/schema';

/** Tags of the OpenAPI document that the timeline's routes use. */
export const TIMELINE_TAGS = [
  { name: 'relations', description: 'Relations between states: state, timeline, differences and replay.' },
  { name: 'entries', description: 'Happenings, with the claims and quotes that they rest on.' },
  { name: 'claims', description: 'Dated facts as single sources state them.' },
  { name: 'sources', description: 'Sources, and documents with their texts.' },
  { name: 'ledger', description: 'Evidence about the log and the timeline as a whole.' },
  { name: 'curation', description: 'What people decide about claims; needs an API key.' },
] as const;

const TEXT = `# Foedera

> A ledger of how relations between states evolve. Ask what held on day D, as it was known on day K. Every answer names
> the seq of the log and the epoch of the rules that it was made from.

The API is described in [OpenAPI](/openapi.json), for people at [/docs](/docs). Everything below answers GET.

## Ask

- [/v1/relations](/v1/relations): relations that have entries. A relation is a sorted set of ISO 3166-1 codes: BY-VN.
- /v1/relations/BY-VN: the state: diplomatic relations, level, missions, instruments, figures. \`on=2004-01-01\` for a day.
- /v1/relations/BY-VN/timeline: entries in order of occurrence. \`from\`, \`to\`, \`kind\`, \`status\`, \`contested=true\`, \`plannedOn\`.
- /v1/relations/BY-VN/diff?fromReported=2016-01-01: what became known since. /v1/relations/BY-VN/replay?axis=reported: step by step.
- /v1/entries/ID: an entry with its claims, quotes, documents and history.
- [/v1/claims](/v1/claims): what each source says. \`source\`, \`party\`, \`relation\`, \`include=retracted\`, \`limit=all\`.
  /v1/claims/ID: one, also when it was retracted, with who did what to it and why.
- /v1/search?q=to+lam: quotes and titles, whatever the accents. /v1/documents/ID: a text with its quotes located.
- [/v1/histogram](/v1/histogram): counts by date and facets. [/v1/sources](/v1/sources). [/v1/ledger/head](/v1/ledger/head).

## Three times

\`on\`, \`from\` (inclusive) and \`to\` (exclusive) are when it happened; \`asReported\` is what had been published by then;
\`asRecorded\` (a seq or a time) is what this ledger would have answered. They combine. Dates are EDTF: 2010 is a year, not
1 January. \`epoch\` with \`asRecorded=SEQ\` pins an answer for ever.

## Formats

Add .ndjson, .csv, .parquet, .ics, .atom, .jsonfeed or .md to a list's address, or send Accept. Pages go on with
\`after\`, the \`next\` of the page before. Errors are problem documents (RFC 9457); codes are listed at [/problems](/problems).

## Kinds

${KIND_NAMES.join(', ')}.
`;

/** `/llms.txt`: how to ask, in one page, for language models. @see https://llmstxt.org */
export function addAboutRoutes(app: HttpServer): void {
  app.get('/llms.txt', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=3600').send(TEXT),
  );
}
