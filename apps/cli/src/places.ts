import { join, resolve } from 'node:path';
import type { CommonOptions } from './options.ts';

// What stands where in the data folder. Everything but the log and operations.sqlite can be made again.

/** Folder of the read models. */
export function modelsFolder(options: Pick<CommonOptions, 'data'>): string {
  return join(resolve(options.data), 'models');
}

/** File of the running hashes. */
export function ledgerPath(options: Pick<CommonOptions, 'data'>): string {
  return join(resolve(options.data), 'ledger.sqlite');
}

/** File of what is not derived from the log: API keys, webhooks. */
export function operationsPath(options: Pick<CommonOptions, 'data'>): string {
  return join(resolve(options.data), 'operations.sqlite');
}
