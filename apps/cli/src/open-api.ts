import { type Api, remoteApi } from './api.ts';
import type { QueryOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** The API that a command asks: of the server at `--url`, else of this process, once it has caught up with its log. */
export async function openApi(options: QueryOptions, terminal: Terminal): Promise<Api> {
  if (options.url !== undefined) return remoteApi(options.url, options.key);
  // Loaded when it is needed: help and completion answer at once.
  const { openEmbeddedApi } = await import('./compose.ts');
  return openEmbeddedApi(options, terminal);
}
