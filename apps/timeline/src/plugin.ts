import type { HttpServer } from '@foedera/http';
import type { TimelineContext } from './context.ts';
import { addAboutRoutes } from './routes/about.ts';
import { addClaimRoutes } from './routes/claims.ts';
import { addCountRoutes } from './routes/counts.ts';
import { addCurationRoutes } from './routes/curation.ts';
import { addDocumentRoutes } from './routes/documents.ts';
import { addEntryRoutes } from './routes/entries.ts';
import { addHistoryRoutes } from './routes/history.ts';
import { addRelationRoutes } from './routes/relations.ts';

/** The timeline's API as a Fastify plugin: `app.register(timelinePlugin, context)`. */
export async function timelinePlugin(app: HttpServer, context: TimelineContext): Promise<void> {
  addRelationRoutes(app, context);
  addHistoryRoutes(app, context);
  addEntryRoutes(app, context);
  addClaimRoutes(app, context);
  addDocumentRoutes(app, context);
  addCountRoutes(app, context);
  addCurationRoutes(app, context);
  addAboutRoutes(app);
}
