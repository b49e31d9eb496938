import { Agent, get } from 'node:http';

/** What the parent asks for: requests to one of two kinds of address, as many at a time. */
export interface LoadOrder {
  readonly port: number;
  /** Addresses begin with this; `DATE` and `LANG` in it become ones that no other request has together. */
  readonly path: string;
  readonly requests: number;
  readonly atOnce: number;
}

/** What was done, in milliseconds from the first request to the last answer. */
export interface LoadReport {
  readonly ms: number;
  readonly bytes: number;
}

const FIRST_DAY = 7_000;
const DAYS = 7_000;
const LANGS = ['en', 'fr', 'vi'];
let made = 0;

function addressOf(path: string): string {
  const day = FIRST_DAY + (made % DAYS);
  const lang = LANGS[Math.floor(made / DAYS) % LANGS.length] as string;
  made += 1;
  return path.replace('DATE', new Date(day * 86_400_000).toISOString().slice(0, 10)).replace('LANG', lang);
}

async function load({ port, path, requests, atOnce }: LoadOrder): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let bytes = 0;
  let left = requests;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: addressOf(path), agent }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on('end', resolve);
      }).on('error', reject);
    });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await one();
    }),
  );
  agent.destroy();
  return { ms: performance.now() - start, bytes };
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
