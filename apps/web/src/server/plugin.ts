import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type ApiAccess, clientOver, injectedAccess } from './api.ts';
import { openAssets } from './assets.ts';
import type { PageContext } from './page.ts';
import { addProxy } from './proxy.ts';
import { addChangesPage } from './routes/changes.tsx';
import { addDiffPage } from './routes/diff.tsx';
import { addDocumentPages } from './routes/document.tsx';
import { addEntryPage } from './routes/entry.tsx';
import { addHomePage } from './routes/home.tsx';
import { addProblemPage } from './routes/problem.tsx';
import { addRelationPage } from './routes/relation.tsx';

/** How the page is served. */
export interface WebOptions {
  /** The API; absent = it stands on the same server. Given, its `/v1` is handed on, so that browsers meet one origin. */
  readonly api?: ApiAccess;
  /** Folder of the built browser files; absent = where the build puts them. */
  readonly assets?: string;
  readonly now?: () => Date;
}

const YEAR_SECONDS = 31_536_000;

/** Renders and serves the page. */
export async function webPlugin(app: FastifyInstance, options: WebOptions): Promise<void> {
  const assets = options.assets === undefined ? openAssets() : openAssets(options.assets);
  const context: PageContext = {
    client: clientOver(options.api ?? injectedAccess(app)),
    assets,
    now: options.now ?? (() => new Date()),
  };
  if (assets.folder === null) app.log.warn('the page has neither style nor script: npm run build was not run');
  else
    await app.register(staticFiles, {
      root: `${assets.folder}/assets`,
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: YEAR_SECONDS * 1000,
      index: false,
    });
  if (options.api) addProxy(app, options.api);
  addHomePage(app, context);
  addRelationPage(app, context);
  addDiffPage(app, context);
  addEntryPage(app, context);
  addDocumentPages(app, context);
  addChangesPage(app, context);
  addProblemPage(app, context);
}
