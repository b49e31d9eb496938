import type { Diff } from '@foedera/client';
import type { FastifyInstance } from 'fastify';
import { parseView } from '../../address/parse.ts';
import { loadForgiving } from '../../model/forgiving.ts';
import { DiffPage } from '../../view/diff-page.tsx';
import { relationName } from '../../view/names.ts';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

/** `/relations/BY-VN/diff?from=…&to=…`: what changed between two days of knowledge. */
export function addDiffPage(app: FastifyInstance, { client, assets }: PageContext): void {
  app.get<{ Params: { relation: string } }>('/relations/:relation/diff', async (request, reply) => {
    const { relation } = request.params;
    const parsed = parseView(searchOf(request));
    const asked = settingOf(request, parsed.view);
    const { more, language } = asked;
    const { from, to } = parsed.view;
    const { data, refused } = await loadForgiving({ fromReported: from, toReported: to }, async (wanted) => {
      if (wanted.fromReported === null) return null;
      const scope = parsed.view.scope === 'exact' ? ('exact' as const) : undefined;
      const { fromReported, toReported } = wanted;
      return client.diff(relation, { fromReported, toReported: toReported ?? undefined, scope, lang: language });
    });
    const setting = { ...asked, view: { ...parsed.view, from: null, to: null } };
    const html = renderDocument({
      title: `${more.diff.title} · ${relationName(relation, language)} · ${more.site}`,
      setting,
      assets: assets.of(null, language),
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <DiffPage
            relation={relation}
            from={from}
            to={to}
            diff={data as Diff | null}
            refused={[...parsed.refused, ...refused]}
          />
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: parsed.view.embed });
  });
}
