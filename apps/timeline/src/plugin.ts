import type { HttpServer } from '@foedera/http';
import type { TimelineContext } from './context.ts';
import { addEntryRoutes } from './routes/entries.ts';
import { addRelationRoutes } from './routes/relations.ts';

/** The timeline's API as a Fastify plugin: `app.register(timelinePlugin, context)`. */
export async function timelinePlugin(app: HttpServer, context: TimelineContext): Promise<void> {
  addRelationRoutes(app, context);
  addEntryRoutes(app, context);
}
