import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseManner } from '../../address/parse.ts';
import { hrefTo } from '../../view/context.ts';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf, statusOf } from '../page.ts';
import { sendPage } from '../policy.ts';

/** What cannot be shown is said on a page of its own; addresses that nothing answers too. */
export function addProblemPage(app: FastifyInstance, context: PageContext): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (statusOf(error).status >= 500) request.log.error({ err: error }, 'the page could not be made');
    return problemPage(request, reply, context, error);
  });
  app.get('/*', async (request, reply) => {
    if (!(request.headers.accept ?? '').includes('text/html')) return reply.callNotFound();
    return problemPage(request, reply, context, null);
  });
}

function problemPage(
  request: FastifyRequest,
  reply: FastifyReply,
  context: PageContext,
  error: unknown,
): Promise<FastifyReply> {
  const { view } = parseManner(searchOf(request), []);
  const setting = settingOf(request, view);
  const { words, more, language } = setting;
  const found = error === null ? ({ status: 404, words: 'notFound' } as const) : statusOf(error);
  const says = found.words === 'other' ? words.problem.title : words.problem[found.words];
  const detail = error instanceof Error && found.status < 500 && found.words === 'other' ? error.message : null;
  const html = renderDocument({
    title: `${says} · ${more.site}`,
    setting,
    assets: context.assets.of(null, language),
    body: (
      <Shell setting={setting} path={pathMaker(request)}>
        <h1>{words.problem.title}</h1>
        <p>{says}</p>
        {detail !== null && <p class="note">{detail}</p>}
        <p>
          <a href={hrefTo('/', view)}>{words.problem.home}</a>
        </p>
      </Shell>
    ),
  });
  return sendPage(request, reply, html, { status: found.status });
}
