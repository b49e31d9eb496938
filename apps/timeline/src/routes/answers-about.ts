import { z } from 'zod';
import { sourceRefSchema } from './answers.ts';

const listed = {
  next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  more: z.boolean(),
  seq: z.int(),
  epoch: z.string(),
};
const instant = z.string().nullable().meta({ format: 'date-time' });

export const sourcesSchema = z
  .object({
    sources: z.array(
      z.object({
        id: z.string(),
        title: z.string().nullable(),
        publisher: z.string().nullable(),
        url: z.string().nullable(),
        claims: z.int().meta({ description: 'Claims that stand at the head.' }),
        documents: z.int(),
        firstReported: instant,
        lastReported: instant,
      }),
    ),
    ...listed,
  })
  .meta({ id: 'Sources' });

const documentShape = {
  id: z.string(),
  source: sourceRefSchema,
  language: z.string().optional(),
  published: z.string().nullable(),
  publishedBasis: z.string(),
  mediaType: z.string(),
  seq: z.int(),
  withdrawn: z.boolean(),
  reason: z.string().nullable().optional(),
};

export const documentsSchema = z
  .object({ documents: z.array(z.object(documentShape)), ...listed })
  .meta({ id: 'Documents' });

export const documentSchema = z
  .object({
    ...documentShape,
    text: z.string().nullable().meta({ description: 'Raw text; null when withdrawn.' }),
    quotes: z.array(
      z.object({
        claim: z.string(),
        entry: z.string().nullable(),
        kind: z.string(),
        occurred: z.string().nullable(),
        section: z.string(),
        zone: z.string(),
        quote: z.string(),
        start: z.int().meta({ description: 'Inclusive, in UTF-16 units of the raw text.' }),
        end: z.int().meta({ description: 'Exclusive.' }),
        more: z.array(z.object({ quote: z.string(), start: z.int(), end: z.int() })).optional(),
      }),
    ),
    asOf: z.object({ seq: z.int(), epoch: z.string() }),
  })
  .meta({ id: 'Document' });

export const searchSchema = z
  .object({
    search: z.array(
      z
        .object({ type: z.enum(['claim', 'document']), id: z.string().nullable() })
        .loose()
        .meta({ description: 'A claim with the entry that holds it, or a document.' }),
    ),
    ...listed,
  })
  .meta({ id: 'SearchResults' });

export const decidedSchema = z
  .object({
    relation: z.string(),
    revision: z.int().meta({ description: 'Revision of the relation now: what the next `If-Match` names.' }),
    event: z.string(),
    alreadyThere: z.boolean().meta({ description: 'True when the same decision was sent before.' }),
    seq: z.int().meta({ description: 'What `minSeq` may name to see the decision on a replica.' }),
    epoch: z.string(),
  })
  .meta({ id: 'Decided' });
