import { parentPort } from 'node:worker_threads';
import { openRuleExtractor } from '../articles/rules.ts';
import { ArticleRejected } from '../extraction.ts';
import type { Answer, Question } from './messages.ts';

/** A thread that reads the articles it is sent by the rules, one after the other. Started by `openReadingThreads`. */
const extractor = openRuleExtractor();

function answer({ input, traced }: Question): Answer {
  try {
    const extraction = extractor.extract(input);
    return { extraction: traced ? extraction : { ...extraction, trace: null } };
  } catch (error) {
    if (error instanceof ArticleRejected) return { rejected: { code: error.code, message: error.message } };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
