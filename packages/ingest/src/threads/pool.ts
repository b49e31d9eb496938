import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { IngestError } from '../errors.ts';
import { type ArticleInput, ArticleRejected, type Extraction, type Extractor } from '../extraction.ts';
import type { Answer, Question } from './messages.ts';

/** Articles that are read before threads are worth their start. */
const PATIENCE = 32;
const MEMORY_MIB = 1024;
/** What an article leaves behind while it is read dies young: more room only lets a thread's heap grow. */
const YOUNG_MIB = 16;
/** Articles under way for each thread: one read, the others at hand when it is done. */
const AT_HAND = 3;

export interface ReadingThreadsOptions {
  /** Most threads; default: as many as there are processors. */
  readonly threads?: number | undefined;
  /** Articles that are read in this thread first; default 32. */
  readonly patience?: number | undefined;
  /** Whether traces are wanted, for explanations. */
  readonly traced?: boolean | undefined;
  /** Most memory of a thread in MiB; default 1024, far beyond what the largest article that is accepted takes. */
  readonly memoryMiB?: number | undefined;
  /** File of the thread; default: the one that is built with this package. Without one, all is read in this thread. */
  readonly script?: string | null | undefined;
}

/** The extractor by rules on several threads. The same result as in one, whatever their number. */
export interface ReadingThreads extends Extractor {
  /** Articles that are worth asking for at once. */
  readonly ahead: number;
  extract(input: ArticleInput): Promise<Extraction>;
  /** Begins to read what `extract` is asked for later, as the same object. */
  begin(input: ArticleInput): void;
  /** Ends the threads; what is under way is given up. */
  close(): Promise<void>;
}

interface Task {
  readonly question: Question;
  readonly resolve: (extraction: Extraction) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens threads beside an extractor by rules; the first articles are read by it in this thread, so that few articles
 * start none. A thread that an article ends rejects that article and is replaced.
 */
export function openReadingThreads(extractor: Extractor, options: ReadingThreadsOptions = {}): ReadingThreads {
  const { threads = availableParallelism(), patience = PATIENCE, traced = false, script = builtScript() } = options;
  const { memoryMiB = MEMORY_MIB } = options;
  const pool = script === null || threads < 2 ? null : new Pool(script, threads, memoryMiB);
  const begun = new WeakMap<ArticleInput, Promise<Extraction>>();
  let seen = 0;
  const isThreaded = (): boolean => ++seen > patience;
  return {
    name: extractor.name,
    version: extractor.version,
    pack: extractor.pack,
    ahead: pool === null ? 1 : threads * AT_HAND,
    begin(input) {
      if (pool === null || !isThreaded()) return;
      const reading = pool.read({ input, traced });
      // Seen when it is asked for; until then it must not end the process.
      reading.catch(() => undefined);
      begun.set(input, reading);
    },
    async extract(input) {
      const reading = begun.get(input);
      if (reading) return reading;
      return pool !== null && isThreaded() ? pool.read({ input, traced }) : extractor.extract(input);
    },
    close: async () => pool?.close(),
  };
}

/** The thread's file in what is built: beside the bundle or its chunks. `null` when this runs from sources. */
function builtScript(): string | null {
  const file = fileURLToPath(new URL('./threads/reading-thread.js', import.meta.url));
  return existsSync(file) ? file : null;
}

/** A thread and what it reads now. */
interface Desk {
  readonly worker: Worker;
  task: Task | null;
}

class Pool {
  readonly #script: string;
  readonly #most: number;
  readonly #memoryMiB: number;
  readonly #desks: Desk[] = [];
  readonly #waiting: Task[] = [];

  constructor(script: string, most: number, memoryMiB: number) {
    this.#script = script;
    this.#most = most;
    this.#memoryMiB = memoryMiB;
  }

  read(question: Question): Promise<Extraction> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    const desks = this.#desks.splice(0);
    const given = [...this.#waiting.splice(0), ...desks.flatMap(({ task }) => task ?? [])];
    await Promise.all(desks.map(({ worker }) => worker.terminate()));
    for (const { reject, question } of given)
      reject(new IngestError('reading-ended', `${question.input.name}: not read, because reading was ended`));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const desk =
      this.#desks.find(({ task }) => task === null) ?? (this.#desks.length < this.#most ? this.#start() : null);
    if (desk === null) return;
    const task = this.#waiting.shift() as Task;
    desk.task = task;
    desk.worker.postMessage(task.question);
  }

  #start(): Desk {
    const resourceLimits = { maxOldGenerationSizeMb: this.#memoryMiB, maxYoungGenerationSizeMb: YOUNG_MIB };
    const desk: Desk = { worker: new Worker(this.#script, { resourceLimits }), task: null };
    const take = (): Task | null => {
      const { task } = desk;
      desk.task = null;
      return task;
    };
    desk.worker.on('message', (answer: Answer) => {
      const task = take();
      if (task) settle(task, answer);
      this.#next();
    });
    desk.worker.on('error', (error: NodeJS.ErrnoException) => {
      const task = take();
      const at = this.#desks.indexOf(desk);
      if (at >= 0) this.#desks.splice(at, 1);
      task?.reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new ArticleRejected(
              'article-too-complex',
              `${task.question.input.name}: reading it takes more than ${this.#memoryMiB} MiB of memory`,
            )
          : error,
      );
      this.#next();
    });
    this.#desks.push(desk);
    return desk;
  }
}

function settle({ resolve, reject, question }: Task, answer: Answer): void {
  if ('extraction' in answer) resolve(answer.extraction);
  else if ('rejected' in answer) reject(new ArticleRejected(answer.rejected.code, answer.rejected.message));
  else reject(new IngestError('reading-failed', `${question.input.name}: ${answer.failed}`));
}
