import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { FORMATS } from './formats.ts';
import { PROBLEM_TYPE } from './problem.ts';
import type { HttpServer } from './server.ts';

/** What the OpenAPI document says about the whole. */
export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  /** Markdown. */
  readonly description: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

/** Problem documents as the OpenAPI document describes them. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ in: z.string(), pointer: z.string(), detail: z.string() })).optional(),
  })
  .loose()
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457) with a stable code.' });

/** Entry of a route's `response` for a status that is answered with a problem document. */
export function problemResponse(description: string) {
  return { description, content: { [PROBLEM_TYPE]: { schema: problemSchema } } };
}

const text = z.string();

/** Entry of a route's `response` for 200: JSON of a shape, and other formats as text. */
export function formatsResponse(description: string, json: z.ZodType, others: readonly (keyof typeof FORMATS)[] = []) {
  const content: Record<string, { schema: z.ZodType }> = { [FORMATS.json.type]: { schema: json } };
  for (const other of others) content[FORMATS[other].type] = { schema: text };
  return { description, content };
}

/** Serves `/openapi.json` and a page at `/docs`. Must be added before the routes that it describes. */
export async function addDocumentation(app: HttpServer, description: ApiDescription): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: description.title,
        version: description.version,
        description: description.description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [...description.tags],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, made with `foedera keys`.' },
        },
      },
      security: [],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  );
}

type Described = ReturnType<typeof jsonSchemaTransformObject>;

/** Every registered schema is described twice, as input and as output: those that nothing refers to are left out. */
function withoutUnused(document: Described): Described {
  const { components, ...rest } = document as { readonly components?: { readonly schemas?: object } };
  const schemas: Record<string, unknown> = { ...components?.schemas };
  for (;;) {
    const text = JSON.stringify([rest, schemas]);
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    if (unused.length === 0) return { ...rest, components: { ...components, schemas } } as Described;
    for (const name of unused) delete schemas[name];
  }
}
