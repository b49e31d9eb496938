import { tail } from './log-tail.ts';

await tail(process.argv[2] as string);
