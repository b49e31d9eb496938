import type { FastifyInstance } from 'fastify';
import { parseManner } from '../../address/parse.ts';
import { happeningsOf } from '../../model/latest.ts';
import { ChangeList } from '../../view/change-list.tsx';
import { RefusedNotice } from '../../view/notice.tsx';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

const SHOWN = 200;

/** `/changes`: what changed last, of everything or of one relation. */
export function addChangesPage(app: FastifyInstance, context: PageContext): void {
  app.get('/changes', async (request, reply) => {
    const search = searchOf(request);
    const { view, refused } = parseManner(search, ['relation']);
    const setting = settingOf(request, view);
    const { more, language } = setting;
    const relation = search.get('relation') ?? undefined;
    const { next: cursor } = await context.client.changes({ relation, after: 'now', limit: 1 });
    const happenings = happeningsOf(
      await context.client.latestChanges(relation === undefined ? {} : { relation }),
    ).slice(0, SHOWN);
    const html = renderDocument({
      title: `${more.changes.title} · ${more.site}`,
      setting,
      assets: context.assets.of('home', language),
      boot: { cursor, relation },
      links: [{ rel: 'alternate', type: 'application/atom+xml', href: '/v1/changes.atom', title: more.changes.title }],
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <RefusedNotice refused={refused} />
          <h1>{more.changes.title}</h1>
          {happenings.length === 0 ? <p>{more.changes.none}</p> : <ChangeList happenings={happenings} />}
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: view.embed });
  });
}
