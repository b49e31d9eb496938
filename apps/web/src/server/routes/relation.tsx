import type { FastifyInstance } from 'fastify';
import { parseView, type View } from '../../address/view.ts';
import { loadForgiving, loadRelation } from '../../model/relation.ts';
import { relationName } from '../../view/names.ts';
import { RelationPage } from '../../view/relation-page.tsx';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

/** `/relations/BY-VN`. */
export function addRelationPage(app: FastifyInstance, context: PageContext): void {
  app.get<{ Params: { relation: string } }>('/relations/:relation', async (request, reply) => {
    const { relation } = request.params;
    const ordered = [...new Set(relation.toUpperCase().split('-'))].sort().join('-');
    if (ordered !== relation) return reply.redirect(request.originalUrl.replace(relation, ordered), 308);
    const parsed = parseView(searchOf(request));
    const asked = settingOf(request, parsed.view);
    const { language, words } = asked;
    const loaded = await loadForgiving<View, Awaited<ReturnType<typeof loadRelation>>>(parsed.view, (view) =>
      loadRelation(context.client, relation, view, language, context.now()),
    );
    const setting = { ...asked, view: loaded.view };
    const refused = [...parsed.refused, ...loaded.refused];
    const html = renderDocument({
      title: `${relationName(relation, language)} · ${words.site}`,
      setting,
      assets: context.assets.of(setting.view.embed ? null : 'relation', language),
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <div id="page">
            <RelationPage data={loaded.data} view={loaded.view} refused={refused} />
          </div>
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: setting.view.embed === true });
  });
}
