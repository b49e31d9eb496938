import { readMany } from './articles.ts';

await readMany(process.argv[2] as string, Number(process.argv[3]));
