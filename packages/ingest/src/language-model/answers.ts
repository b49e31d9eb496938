import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@foedera/schema';

/** What a model was asked about: an answer is used again only for exactly this. */
export interface AnswerKey {
  /** Hash of the document's bytes. */
  readonly document: string;
  readonly model: string;
  /** Hash of instructions and schema. */
  readonly prompt: string;
  /** What was known beside the text: another publication date is another question. */
  readonly known: string;
}

/** Answers of models on disk, so that reading again needs no network. */
export interface Answers {
  get(key: AnswerKey): Promise<string | null>;
  put(key: AnswerKey, content: string): Promise<void>;
}

/** Opens the folder of answers; it is made with the first one. */
export function openAnswers(folder: string): Answers {
  const fileOf = ({ document, model, prompt, known }: AnswerKey): string =>
    join(folder, `${sha256(JSON.stringify([document, model, prompt, known]))}.json`);
  return {
    async get(key) {
      try {
        return await readFile(fileOf(key), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async put(key, content) {
      await mkdir(folder, { recursive: true });
      const file = fileOf(key);
      // Whole or not at all, also when two processes write it.
      const draft = `${file}.${randomUUID()}`;
      await writeFile(draft, content);
      await rename(draft, file);
    },
  };
}
