import createFetchClient from 'openapi-fetch';
import type { Change, ChangePage } from './change-shapes.ts';
import { ApiUnreachable, toProblem } from './errors.ts';
import { type ChangeFilter, type FeedItem, type FollowOptions, feedQuery, followFeed } from './feed.ts';
import type { Diff, Frame } from './history-shapes.ts';
import { ndjsonLines } from './ndjson.ts';
import type { operations, paths } from './paths.generated.ts';
import type {
  Claim,
  ClaimPage,
  Decided,
  Document,
  DocumentRow,
  Entry,
  EntryPage,
  Histogram,
  Page,
  RelationAnswer,
  RelationRow,
  SearchHit,
  SourceRow,
} from './shapes.ts';

/** Query parameters of an operation as the API's document names them; what is `undefined` is left out. */
export type QueryOf<Name extends keyof operations> = operations[Name] extends {
  readonly parameters: { readonly query?: infer Query };
}
  ? { readonly [Key in keyof NonNullable<Query>]?: NonNullable<Query>[Key] | undefined }
  : never;

/** Body of a decision as the API's document has it. */
export type BodyOf<Name extends keyof operations> = operations[Name] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? Body
  : never;

/** Revision of a relation that a decision is based on; `null` = nothing was decided about it yet. */
export type Revision = number | null;

export interface ClientOptions {
  /** Absolute address of the API, without `/v1`. */
  readonly url: string;
  /** How requests are sent; the platform's `fetch` when absent. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** API key, for writes. */
  readonly key?: string;
}

type Relations = Page & { readonly relations: readonly RelationRow[] };
type Timeline = Page & { readonly timeline: readonly Entry[] };
type Claims = Page & { readonly claims: readonly Claim[] };
type Hits = Page & { readonly search: readonly SearchHit[] };
type Sources = Page & { readonly sources: readonly SourceRow[] };
type Documents = Page & { readonly documents: readonly DocumentRow[] };

/** The API of one server. Every call throws ApiProblem where the API answers with one, ApiUnreachable where none answers. */
export interface Client {
  relations(query?: QueryOf<'listRelations'>): Promise<Relations>;
  relation(id: string, query?: QueryOf<'getRelation'>): Promise<RelationAnswer>;
  timeline(id: string, query?: QueryOf<'getTimeline'>): Promise<Timeline>;
  entry(id: string, query?: QueryOf<'getEntry'>): Promise<EntryPage>;
  /** A page of claims as they stood. */
  claims(query?: QueryOf<'listClaims'>): Promise<Claims>;
  /** Every claim as it stood, as they come, however many there are. */
  allClaims(query?: Omit<QueryOf<'listClaims'>, 'limit' | 'after'>): AsyncGenerator<Claim, void>;
  /** A claim, also one that was retracted, with what was done to it and the revision that a decision about it names. */
  claim(id: string, query?: QueryOf<'getClaim'>): Promise<ClaimPage>;
  diff(relation: string, query: QueryOf<'diffRelation'>): Promise<Diff>;
  /** Steps of a relation's history along one time, as they come. */
  replay(relation: string, query?: QueryOf<'replayRelation'>): AsyncGenerator<Frame, void>;
  histogram(query?: QueryOf<'histogram'>): Promise<Histogram>;
  search(query: QueryOf<'search'> & { readonly q: string }): Promise<Hits>;
  sources(query?: QueryOf<'listSources'>): Promise<Sources>;
  documents(query?: QueryOf<'listDocuments'>): Promise<Documents>;
  document(id: string, query?: QueryOf<'getDocument'>): Promise<Document>;
  /** A page of changes, oldest first. */
  changes(query?: QueryOf<'changes'>): Promise<ChangePage>;
  /** The last changes, newest first: about fifty or more. `prev` is absent in them. */
  latestChanges(filter?: ChangeFilter): Promise<readonly Omit<Change, 'prev'>[]>;
  /** Follows the feed for ever; see `followFeed`. */
  follow(options?: FollowOptions): AsyncGenerator<FeedItem, void>;
  correct(claim: string, revision: Revision, body: BodyOf<'correctClaim'>): Promise<Decided>;
  retract(claim: string, revision: Revision, body: BodyOf<'retractClaim'>): Promise<Decided>;
  link(relation: string, revision: Revision, body: BodyOf<'linkClaims'>): Promise<Decided>;
  separate(relation: string, revision: Revision, body: BodyOf<'separateClaims'>): Promise<Decided>;
  release(relation: string, revision: Revision, body: BodyOf<'releaseClaims'>): Promise<Decided>;
  prefer(relation: string, revision: Revision, body: BodyOf<'preferClaims'>): Promise<Decided>;
}

/** Opens a client; holds nothing open between calls. */
export function openClient({ url, fetch: given, key }: ClientOptions): Client {
  const send = reaching(given ?? ((request) => fetch(request)));
  const api = createFetchClient<paths>({
    baseUrl: url,
    fetch: send,
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
  const on = <Query extends object>(relation: string, query: Query | undefined) => ({
    params: { path: { relation }, query: present(query) },
  });
  const deciding = <Path extends object, Body>(path: Path, revision: Revision, body: Body) => ({
    params: { path, header: { 'if-match': revision === null ? '"none"' : `"${revision}"` } },
    body,
  });
  return {
    relations: (query) => answer(api.GET('/v1/relations', { params: { query: present(query) } })),
    relation: (id, query) => answer(api.GET('/v1/relations/{relation}', on(id, query))),
    timeline: (id, query) => answer(api.GET('/v1/relations/{relation}/timeline', on(id, query))),
    entry: (id, query) => answer(api.GET('/v1/entries/{id}', { params: { path: { id }, query: present(query) } })),
    claims: (query) => answer(api.GET('/v1/claims', { params: { query: present(query) } })),
    allClaims: async function* (query) {
      const init = { headers: { accept: 'application/x-ndjson' }, parseAs: 'stream' } as const;
      const params = { query: { ...present(query), limit: 'all' as const } };
      yield* ndjsonLines<Claim>(await answer(api.GET('/v1/claims', { params, ...init })));
    },
    claim: (id, query) => answer(api.GET('/v1/claims/{id}', { params: { path: { id }, query: present(query) } })),
    diff: (id, query) => answer(api.GET('/v1/relations/{relation}/diff', on(id, query))),
    replay: async function* (id, query) {
      const init = { ...on(id, query), headers: { accept: 'application/x-ndjson' }, parseAs: 'stream' } as const;
      yield* ndjsonLines<Frame>(await answer(api.GET('/v1/relations/{relation}/replay', init)));
    },
    histogram: (query) => answer(api.GET('/v1/histogram', { params: { query: present(query) } })),
    search: (query) => answer(api.GET('/v1/search', { params: { query: { ...present(query), q: query.q } } })),
    sources: (query) => answer(api.GET('/v1/sources', { params: { query: present(query) } })),
    documents: (query) => answer(api.GET('/v1/documents', { params: { query: present(query) } })),
    document: (id, query) => answer(api.GET('/v1/documents/{id}', { params: { path: { id }, query: present(query) } })),
    changes: (query) => answer(api.GET('/v1/changes', { params: { query: present(query) } })),
    latestChanges: async (filter = {}) => {
      const headers = { accept: 'application/feed+json' };
      const query = Object.fromEntries(feedQuery(filter));
      const feed = await answer<LatestFeed>(api.GET('/v1/changes', { params: { query }, headers }));
      return feed.items.map((item) => item._foedera);
    },
    follow: (options) => followFeed({ url: `${url}/v1/changes`, fetch: send }, options),
    correct: (id, revision, body) => answer(api.POST('/v1/claims/{id}/correct', deciding({ id }, revision, body))),
    retract: (id, revision, body) => answer(api.POST('/v1/claims/{id}/retract', deciding({ id }, revision, body))),
    link: (relation, revision, body) =>
      answer(api.POST('/v1/relations/{relation}/link', deciding({ relation }, revision, body))),
    separate: (relation, revision, body) =>
      answer(api.POST('/v1/relations/{relation}/separate', deciding({ relation }, revision, body))),
    release: (relation, revision, body) =>
      answer(api.POST('/v1/relations/{relation}/release', deciding({ relation }, revision, body))),
    prefer: (relation, revision, body) =>
      answer(api.POST('/v1/relations/{relation}/prefer', deciding({ relation }, revision, body))),
  };
}

interface LatestFeed {
  readonly items: readonly { readonly _foedera: Omit<Change, 'prev'> }[];
}

/** Parameters without those that are `undefined`. */
function present<Query extends object>(query: Query | undefined) {
  type Present = { [Key in keyof Query]?: Exclude<Query[Key], undefined> };
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== undefined)) as Present;
}

/**
 * The data of an answer. Its shape is taken from `shapes.ts`, which says more than the API's document: that leaves the
 * parts of a relation's state to words.
 */
async function answer<T>(
  asked: Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw toProblem(error, response);
  return data as T;
}

/** Sends, and tells what could not be reached from what was answered. */
function reaching(send: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      const { pathname } = new URL(request.url);
      const why = error instanceof Error ? error.message : String(error);
      throw new ApiUnreachable(`${request.method} ${pathname}: ${why}`, { cause: error });
    }
  };
}
