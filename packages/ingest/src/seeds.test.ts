import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMemoryLog } from '@foedera/event-log/testing';
import {
  type Claim,
  claimSchema,
  type DocumentRegistered,
  EVENTS,
  isClaimType,
  type OperationType,
  sha256,
} from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { openRuleExtractor } from './articles/rules.ts';
import { ingestPaths } from './files/ingest-paths.ts';
import { parseManifest } from './files/manifest.ts';
import { eventsOf } from './testing/claims.ts';

const seeds = fileURLToPath(new URL('../../../seeds', import.meta.url));
const articles = readdirSync(seeds).filter((name) => name.endsWith('.txt'));
const read = parseManifest(readFileSync(`${seeds}/manifest.json`, 'utf8'));
const manifest = 'manifest' in read ? read.manifest : {};

describe('the manifest of the seeds', () => {
  it('describes each article, by the hash of its bytes', () => {
    expect(Object.keys(manifest).sort()).toEqual(articles.sort());
    for (const name of articles) expect(manifest[name]?.sha256).toBe(sha256(readFileSync(`${seeds}/${name}`)));
  });

  it('states a date only where the article’s first line does', () => {
    for (const name of articles) {
      const [first] = readFileSync(`${seeds}/${name}`, 'utf8').split('\n');
      expect([name, manifest[name]?.published ?? null]).toEqual([name, /^ date (\S+)/.exec(first ?? '')?.[1] ?? null]);
    }
  });
});

describe('the seeds', () => {
  it('are ingested whole, every claim with its quote where it stands in the text', async () => {
    const log = createMemoryLog();
    const extractor = openRuleExtractor();
    const summary = await ingestPaths([seeds], { log, extractor });
    expect(summary).toMatchObject({ documents: articles.length, rejected: 0, duplicates: 0 });
    expect(summary.facts).toBeGreaterThan(40);
    const events = await eventsOf(log);
    const texts = new Map<string, string>();
    for (const { type, data } of events) {
      expect((isClaimType(type) ? claimSchema : EVENTS[type as OperationType]).parse(data)).toEqual(data);
      if (type === 'document-registered') {
        const { document, text } = data as DocumentRegistered;
        texts.set(document, text);
      }
      if (!isClaimType(type)) continue;
      const { evidence, reported } = data as Claim;
      expect(texts.get(evidence?.document ?? '')?.slice(evidence?.start, evidence?.end)).toBe(evidence?.quote);
      expect(reported).not.toBeNull();
    }
    expect(await ingestPaths([seeds], { log, extractor })).toEqual({
      ...summary,
      appended: 0,
      duplicates: events.length,
    });
  });
});
