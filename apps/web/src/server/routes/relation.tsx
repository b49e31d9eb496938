import type { FastifyInstance } from 'fastify';
import { parseView } from '../../address/parse.ts';
import type { View } from '../../address/view.ts';
import type { RelationBoot } from '../../model/boot.ts';
import { loadForgiving } from '../../model/forgiving.ts';
import { loadRelation } from '../../model/relation.ts';
import type { RelationData } from '../../model/relation-data.ts';
import { showDate } from '../../time/show.ts';
import type { Setting } from '../../view/context.ts';
import { capital, relationName } from '../../view/names.ts';
import { RelationPage } from '../../view/relation-page.tsx';
import { RelationRest } from '../../view/relation-rest.tsx';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

/** The level and since when, as the page's head says it. */
function levelText({ state: { level } }: RelationData, { words, language }: Setting): string {
  if (!level) return words.relation.noLevel;
  return words.relation.since(capital(level.label), showDate(level.since, language, words));
}

/** `/relations/BY-VN`. */
export function addRelationPage(app: FastifyInstance, context: PageContext): void {
  app.get<{ Params: { relation: string } }>('/relations/:relation', async (request, reply) => {
    const { relation } = request.params;
    const ordered = [...new Set(relation.toUpperCase().split('-'))].sort().join('-');
    if (ordered !== relation) return reply.redirect(request.originalUrl.replace(relation, ordered), 308);
    const parsed = parseView(searchOf(request));
    const asked = settingOf(request, parsed.view);
    const { language, more } = asked;
    // The cursor is taken before anything is read: what comes meanwhile is seen twice rather than never.
    const { next: cursor } = await context.client.changes({ relation, after: 'now', limit: 1 });
    const { data, view, ...loaded } = await loadForgiving<View, RelationData>(parsed.view, (wanted) =>
      loadRelation(context.client, relation, wanted, language, context.now()),
    );
    const setting = { ...asked, view };
    const now = context.now().toISOString().slice(0, 10);
    const refused = [...parsed.refused, ...loaded.refused];
    const boot: RelationBoot = { language, view, data, refused, now, cursor };
    const html = renderDocument({
      title: `${relationName(relation, language)} · ${more.site}`,
      description: levelText(data, setting),
      setting,
      assets: context.assets.of('relation', language),
      boot,
      links: [
        {
          rel: 'alternate',
          type: 'application/atom+xml',
          href: `/v1/changes.atom?relation=${relation}`,
          title: more.changes.title,
        },
      ],
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <div id="page">
            <RelationPage data={data} refused={refused} now={now} />
          </div>
          <div id="rest">
            <RelationRest data={data} />
          </div>
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: view.embed });
  });
}
