import type { SearchHit } from '@foedera/client';
import { ApiProblem } from '@foedera/client';
import type { FastifyInstance } from 'fastify';
import { parseManner } from '../../address/parse.ts';
import { statesNamed } from '../../model/countries.ts';
import { type RelationSummary, summariesOf } from '../../model/home.ts';
import { happeningsOf } from '../../model/latest.ts';
import { HomePage } from '../../view/home-page.tsx';
import { SearchPage } from '../../view/search-page.tsx';
import { Shell } from '../../view/shell.tsx';
import type { Language } from '../../words/language.ts';
import { renderDocument } from '../document.tsx';
import { type PageContext, pathMaker, searchOf, settingOf } from '../page.ts';
import { sendPage } from '../policy.ts';

const RELATIONS = 40;
const HAPPENINGS = 12;
const HITS = 40;
const STATES = 8;

/** `/`: the relations, or with `q` what was found. */
export function addHomePage(app: FastifyInstance, context: PageContext): void {
  const { client, assets } = context;
  app.get('/', async (request, reply) => {
    const search = searchOf(request);
    const { view, refused } = parseManner(search, ['q', 'after']);
    const setting = settingOf(request, view);
    const { more, language } = setting;
    const q = search.get('q')?.trim() ?? '';
    const after = search.get('after') ?? undefined;
    const shell = { setting, path: pathMaker(request), q };
    if (q !== '') {
      const found = await searched(context, q, language);
      const html = renderDocument({
        title: `${more.search.results(q)} · ${more.site}`,
        setting,
        assets: assets.of('home', language),
        body: (
          <Shell {...shell}>
            <SearchPage q={q} {...found} refused={refused} />
          </Shell>
        ),
      });
      return sendPage(request, reply, html, { embed: view.embed });
    }
    const { next: cursor } = await client.changes({ after: 'now', limit: 1 });
    const [relations, changes] = await Promise.all([
      client.relations({ lang: language, limit: RELATIONS, after }),
      client.latestChanges(),
    ]);
    const summaries = await summariesOf(client, relations.relations, language);
    const html = renderDocument({
      title: `${more.home.title} · ${more.site}`,
      description: more.tagline,
      boot: { cursor },
      setting,
      assets: assets.of('home', language),
      links: [{ rel: 'alternate', type: 'application/atom+xml', href: '/v1/changes.atom', title: more.changes.title }],
      body: (
        <Shell {...shell}>
          <HomePage
            relations={summaries}
            next={relations.next}
            happenings={happeningsOf(changes).slice(0, HAPPENINGS)}
            refused={refused}
          />
        </Shell>
      ),
    });
    return sendPage(request, reply, html, { embed: view.embed });
  });
}

interface Found {
  readonly relations: readonly RelationSummary[];
  readonly hits: readonly SearchHit[];
}

async function searched({ client }: PageContext, q: string, lang: Language): Promise<Found> {
  const states = statesNamed(q, STATES);
  const pages = await Promise.all(states.map((party) => client.relations({ party, lang, limit: RELATIONS })));
  const relations = new Map(pages.flatMap((page) => page.relations).map((row) => [row.id, row]));
  const rows = [...relations.values()].slice(0, RELATIONS);
  return { relations: await summariesOf(client, rows, lang), hits: await hitsOf(client, q) };
}

async function hitsOf(client: PageContext['client'], q: string): Promise<readonly SearchHit[]> {
  try {
    return (await client.search({ q: q.slice(0, 500), limit: HITS })).search;
  } catch (error) {
    // Words without letters or digits find nothing; that is an answer.
    if (error instanceof ApiProblem && error.code === 'invalid-parameter') return [];
    throw error;
  }
}
