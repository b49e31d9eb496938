import type { EntryPage as EntryAnswer } from '@foedera/client';
import type { FastifyInstance } from 'fastify';
import { parseView } from '../../address/parse.ts';
import type { View } from '../../address/view.ts';
import { citationsOf, pinnedPath } from '../../model/cite.ts';
import { type EntryData, loadEntry, sourceName } from '../../model/entry.ts';
import { loadForgiving } from '../../model/forgiving.ts';
import { showDate } from '../../time/show.ts';
import { EntryPage } from '../../view/entry-page.tsx';
import { partyName, relationName } from '../../view/names.ts';
import { Shell } from '../../view/shell.tsx';
import { renderDocument } from '../document.tsx';
import { originOf, type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

/** `/entries/ID`. The id of an entry that merged into another, or of a claim, leads to the entry that holds it. */
export function addEntryPage(app: FastifyInstance, context: PageContext): void {
  app.get<{ Params: { id: string } }>('/entries/:id', async (request, reply) => {
    const { id } = request.params;
    const parsed = parseView(searchOf(request));
    const asked = settingOf(request, parsed.view);
    const { language, words, more } = asked;
    const loaded = await loadForgiving<View, EntryData>(parsed.view, ({ asReported, asRecorded, epoch }) =>
      loadEntry(context.client, id, {
        asReported: asReported ?? undefined,
        asRecorded: asRecorded ?? undefined,
        epoch: epoch ?? undefined,
        lang: language,
      }),
    );
    const { entry } = loaded.data;
    if (entry.id !== id) return reply.redirect(request.originalUrl.replace(id, entry.id), 307);
    const setting = { ...asked, view: loaded.view };
    const relation = relationName(entry.relation, language);
    const date = showDate(entry.occurred, language, words);
    const url = `${originOf(request)}${pinnedPath(entry, loaded.view.asReported)}`;
    const citations = citationsOf({ entry, relation, date, url, today: context.now().toISOString().slice(0, 10) });
    const html = renderDocument({
      title: `${entry.headline} · ${relation} · ${more.site}`,
      description: `${relation}, ${date}: ${entry.headline}`,
      setting,
      assets: context.assets.of('entry', language),
      links: [{ rel: 'alternate', type: 'application/json', href: `/v1/entries/${entry.id}` }],
      jsonLd: linkedData(entry, url, (code) => partyName(code, language)),
      body: (
        <Shell setting={setting} path={pathMaker(request)}>
          <EntryPage data={loaded.data} citations={citations} refused={[...parsed.refused, ...loaded.refused]} />
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: setting.view.embed === true });
  });
}

/** The entry as linked data. Dates keep their precision: a bare year is an ISO 8601 date too. */
function linkedData(entry: EntryAnswer, url: string, nameOf: (code: string) => string): object {
  const [start, end] = (entry.occurred ?? '').split('/').map((part) => part.replace(/[~?%]$/, ''));
  const isDate = (text: string | undefined): text is string => text !== undefined && /^\d{4}(-\d\d){0,2}$/.test(text);
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': url,
    name: entry.headline,
    ...(isDate(start) ? { startDate: start } : {}),
    ...(isDate(end) ? { endDate: end } : {}),
    ...(entry.status === 'cancelled' ? { eventStatus: 'https://schema.org/EventCancelled' } : {}),
    ...(entry.status === 'postponed' ? { eventStatus: 'https://schema.org/EventPostponed' } : {}),
    about: entry.parties.map((code) => ({ '@type': 'Country', identifier: code, name: nameOf(code) })),
    subjectOf: entry.claims.map((claim) => ({
      '@type': 'CreativeWork',
      name: sourceName(claim),
      ...(claim.source.url === undefined ? {} : { url: claim.source.url }),
      ...(claim.reported === null ? {} : { datePublished: claim.reported }),
      ...(claim.quote === null ? {} : { text: claim.quote }),
    })),
  };
}
