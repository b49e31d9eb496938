import { setTimeout } from 'node:timers/promises';
import { canonicalJson, sha256 } from '@foedera/schema';
import type { RuleExtractor } from '../articles/rules.ts';
import type { ArticleInput, ExtractedFact, Extraction, Extractor, Refusal } from '../extraction.ts';
import { type AnswerKey, openAnswers } from './answers.ts';
import { type EndpointOptions, openEndpoint } from './endpoint.ts';
import { ground, refusal } from './ground.ts';
import { PROMPT_HASH, parseAnswer, questionAbout } from './question.ts';

const VERSION = '1.0.0';
const TIMEOUT_MS = 120_000;
const RETRIES = 3;
const BUDGET = 1000;

/** Limits are those of `EndpointOptions`; each has a default. */
export interface ModelExtractorOptions {
  readonly endpoint: string;
  readonly key?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly retries?: number | undefined;
  readonly budget?: number | undefined;
  readonly wait?: EndpointOptions['wait'] | undefined;
  readonly model: string;
  /** Folder where answers are kept. */
  readonly answers: string;
}

/**
 * An extractor that asks a language model and believes of its answer what the document bears out. The rules read the
 * document first: its text, zones, publication dates and everything that facts are checked against are theirs. The
 * same document, model and prompt are asked about once: later readings take the answer from disk.
 *
 * Limits, unless given: 120 s for a request, 3 further tries, 1,000 requests.
 */
export function openModelExtractor(rules: RuleExtractor, options: ModelExtractorOptions): Extractor {
  const { model, answers: folder, endpoint, key } = options;
  const { timeoutMs = TIMEOUT_MS, retries = RETRIES, budget = BUDGET } = options;
  const wait = options.wait ?? (async (ms: number) => setTimeout(ms));
  const server = openEndpoint({ endpoint, key, timeoutMs, retries, budget, wait });
  const answers = openAnswers(folder);
  return {
    name: 'foedera-model',
    version: VERSION,
    pack: sha256(JSON.stringify([model, PROMPT_HASH, rules.pack])).slice(0, 16),
    async extract(input: ArticleInput): Promise<Extraction> {
      const read = rules.extract(input);
      const { document } = read;
      const known = JSON.stringify([document.language, document.title, document.published, document.publishedBasis]);
      const about: AnswerKey = { document: document.hash, model, prompt: PROMPT_HASH, known };
      const stored = await answers.get(about);
      const content = stored ?? (await server.ask(questionAbout(document, model), input.name));
      if (stored === null) await answers.put(about, content);
      const { facts: given, malformed } = parseAnswer(content) ?? { facts: [], malformed: [] };
      const facts: ExtractedFact[] = [];
      const refusals: Refusal[] = malformed.map((why) => refusal('malformed', why));
      const seen = new Set<string>();
      for (const one of given) {
        const grounded = ground(one, read);
        if ('reason' in grounded) refusals.push(grounded);
        else if (!seen.has(nameOf(grounded))) {
          seen.add(nameOf(grounded));
          facts.push(grounded);
        }
      }
      facts.sort((a, b) => a.start - b.start || a.end - b.end);
      return { document, facts, refusals, trace: read.trace };
    },
  };
}

/** Two facts with the same name are one that the model repeats. */
function nameOf({ kind, date, parties, attributes, start }: ExtractedFact): string {
  return canonicalJson({ kind, date, parties, attributes, start });
}
