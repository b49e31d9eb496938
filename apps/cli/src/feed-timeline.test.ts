import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someActs } from '@foedera/changes/testing';
import { applyChange, type ChangedEntry, type Client, type Entry, openClient, pagesOf } from '@foedera/client';
import { inOrder } from '@foedera/projections/testing';
import { batchStream } from '@foedera/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { injectedApi } from './api.ts';
import { type Composition, compose } from './compose.ts';
import { foedera } from './testing/terminal.ts';

const SEEDS = join(import.meta.dirname, '../../../seeds');
const LANGUAGES = ['en', 'fr', 'vi'] as const;

async function withNode(fill: (folder: string) => Promise<void>, check: (node: Composition) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-feed-'));
  try {
    await fill(folder);
    const node = await compose({ data: folder, target: join(folder, 'log.sqlite') });
    try {
      await check(node);
    } finally {
      await node.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function clientOf(node: Composition): Client {
  const api = injectedApi(node);
  return openClient({
    url: 'http://feed.test',
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      return api.fetch(pathname + search, { headers: Object.fromEntries(request.headers) });
    },
  });
}

/** Timeline of somebody who reads nothing but the feed. */
async function followed(client: Client, relation?: string): Promise<ChangedEntry[]> {
  const timeline = new Map<string, ChangedEntry>();
  for await (const { changes } of pagesOf((after) => client.changes({ after: after ?? '0', limit: 7, relation })))
    for (const change of changes) applyChange(timeline, change);
  return [...timeline.values()];
}

/** Rows of a timeline as the query API gives them, without what depends on the question. */
async function asked(client: Client, relation: string, lang: 'en' | 'fr' | 'vi'): Promise<object[]> {
  const rows: Entry[] = [];
  for await (const { timeline } of pagesOf((after) => client.timeline(relation, { after, lang, limit: 5 })))
    rows.push(...timeline);
  return rows
    .sort(byId)
    .map(({ membership: _, unconfirmedSince: __, outcome: ___, outcomeBy: ____, ...row }: Entry & Weighed) => row);
}
interface Weighed {
  readonly outcome?: string;
  readonly outcomeBy?: string | null;
}

/** The same rows out of the feed alone. */
function told(entries: readonly ChangedEntry[], relation: string, lang: 'en' | 'fr' | 'vi'): object[] {
  return entries
    .filter((entry) => entry.relations.includes(relation))
    .sort(byId)
    .map(({ headline, relations: _, claimIds: __, sourceIds: ___, ...row }) => ({ ...row, headline: headline[lang] }));
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

async function feedIsTimeline(node: Composition): Promise<number> {
  const client = clientOf(node);
  await node.caughtUp();
  const everything = await followed(client);
  const relations = [...new Set(everything.flatMap((entry) => entry.relations))];
  for (const relation of relations) {
    const alone = await followed(client, relation);
    for (const lang of LANGUAGES) {
      const rows = await asked(client, relation, lang);
      expect(told(everything, relation, lang)).toEqual(rows);
      expect(told(alone, relation, lang)).toEqual(rows);
    }
  }
  return everything.length;
}

it('gives who folds the changes of the seeds the timeline of every relation, word by word', { timeout: 60_000 }, () =>
  withNode(
    async (folder) => {
      await foedera(['ingest', SEEDS, '--data', folder]);
    },
    async (node) => {
      expect(await feedIsTimeline(node)).toBeGreaterThan(50);
    },
  ),
);

it('gives it also after corrections, retractions, links and separations of all sorts', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(someActs, (acts) =>
      withNode(
        async () => undefined,
        async (node) => {
          const events = inOrder(acts).map(({ type, data, metadata }, i) => ({
            id: `00000000-0000-8000-8000-${String(i).padStart(12, '0')}`,
            type,
            data,
            metadata,
          }));
          await node.log.append(batchStream('test', '1'), events, { expected: 'no-stream' });
          await feedIsTimeline(node);
        },
      ),
    ),
    { numRuns: 12 },
  ),
);
