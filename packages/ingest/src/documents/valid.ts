import { EVENTS, statementSchema } from '@foedera/schema';
import type { z } from 'zod';
import { ArticleRejected, type Extraction } from '../extraction.ts';
import { problemsOf } from '../problems.ts';
import { registrationOf } from './registration.ts';
import { type ExtractorId, sourceOf, toStatements } from './statements.ts';

const registration = EVENTS['document-registered'].omit({ text: true, chunks: true });

/**
 * Checks what an extraction says: extractors are plugged in, so theirs is input too.
 * @throws ArticleRejected with the first thing that is wrong
 */
export function requireValid(extraction: Extraction, extractor: ExtractorId, release: string | undefined): void {
  const source = sourceOf(extraction.document, release);
  check(registration, registrationOf(extraction.document, source), extractor, 'document');
  for (const [index, statement] of toStatements(extraction, extractor, source).entries())
    check(statementSchema, statement, extractor, `fact ${index}`);
}

function check(schema: z.ZodType, value: unknown, extractor: ExtractorId, what: string): void {
  const parsed = schema.safeParse(value);
  if (parsed.success) return;
  const [first] = problemsOf(parsed.error, value);
  throw new ArticleRejected(
    'extraction-invalid',
    `extractor ${extractor.name} ${extractor.version}, ${what}: ${first?.pointer} ${first?.reason}`,
  );
}
