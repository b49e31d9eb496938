import type { FastifyInstance } from 'fastify';
import { parseManner } from '../../address/view.ts';
import { latestChanges } from '../../model/latest.ts';
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
    const { words, language } = setting;
    const relation = search.get('relation') ?? undefined;
    const changes = await latestChanges(context.client, { relation }, SHOWN);
    const html = renderDocument({
      title: `${words.changes.title} · ${words.site}`,
      setting,
      assets: context.assets.of('home', language),
      links: [{ rel: 'alternate', type: 'application/atom+xml', href: '/v1/changes.atom', title: words.changes.title }],
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <RefusedNotice refused={refused} />
          <h1>{words.changes.title}</h1>
          {changes.length === 0 ? <p>{words.changes.none}</p> : <ChangeList changes={changes} />}
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: view.embed });
  });
}
