import { claimSchema, EVENTS, isClaimType, type NewEvent, type OperationType } from '@foedera/schema';
import { ArticleRejected } from '../extraction.ts';
import { problemsOf } from '../problems.ts';
import type { ExtractorId } from './statements.ts';

/**
 * Checks the events that an extraction gave rise to: extractors are plugged in, so what they say is input.
 * @throws ArticleRejected with the first thing that is wrong
 */
export function requireValid(events: readonly NewEvent[], extractor: ExtractorId): void {
  for (const { type, data } of events) {
    const schema = isClaimType(type) ? claimSchema : EVENTS[type as OperationType];
    const parsed = schema.safeParse(data);
    if (parsed.success) continue;
    const [first] = problemsOf(parsed.error, data);
    throw new ArticleRejected(
      'extraction-invalid',
      `extractor ${extractor.name} ${extractor.version}, ${type}: ${first?.pointer ?? ''} ${first?.reason ?? ''}`,
    );
  }
}
