import type { FastifyInstance } from 'fastify';
import { parseView } from '../../address/parse.ts';
import type { View } from '../../address/view.ts';
import { loadForgiving } from '../../model/forgiving.ts';
import { DocumentList, DocumentPage } from '../../view/document-page.tsx';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

const LISTED = 200;

/** `/documents` and `/documents/ID`. */
export function addDocumentPages(app: FastifyInstance, { client, assets }: PageContext): void {
  app.get('/documents', async (request, reply) => {
    const parsed = parseView(searchOf(request));
    const setting = settingOf(request, parsed.view);
    const { more, language } = setting;
    const list = await client.documents({ limit: LISTED, after: parsed.view.after ?? undefined });
    const html = renderDocument({
      title: `${more.nav.documents} · ${more.site}`,
      setting,
      assets: assets.of(null, language),
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <DocumentList documents={list.documents} next={list.next} refused={parsed.refused} />
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: setting.view.embed === true });
  });

  app.get<{ Params: { id: string } }>('/documents/:id', async (request, reply) => {
    const parsed = parseView(searchOf(request));
    const asked = settingOf(request, parsed.view);
    const { more, language } = asked;
    const loaded = await loadForgiving(parsed.view, ({ asReported, asRecorded, epoch }: View) =>
      client.document(request.params.id, {
        asReported: asReported ?? undefined,
        asRecorded: asRecorded ?? undefined,
        epoch: epoch ?? undefined,
      }),
    );
    const setting = { ...asked, view: loaded.view };
    const html = renderDocument({
      title: `${loaded.data.source.title ?? more.document.title} · ${more.site}`,
      setting,
      assets: assets.of(null, language),
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <DocumentPage document={loaded.data} refused={[...parsed.refused, ...loaded.refused]} />
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: setting.view.embed === true });
  });
}
