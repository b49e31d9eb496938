import { ApiUnreachable, problemOf } from './errors.ts';
import { type FeedItem, type FollowOptions, followFeed } from './feed.ts';
import { ndjsonLines } from './ndjson.ts';
import type {
  ChangePage,
  Diff,
  Document,
  DocumentRow,
  Entry,
  EntryPage,
  Frame,
  Histogram,
  Page,
  RelationAnswer,
  RelationRow,
  SearchHit,
  SourceRow,
} from './shapes.ts';

/** Query parameters as the API's document names them; absent ones are left out, several words joined by commas. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export interface ClientOptions {
  /** Absolute address of the API, without `/v1`. */
  readonly url: string;
  /** How requests are sent; the platform's `fetch` when absent. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** API key, for writes. */
  readonly key?: string;
}

/** The API of one server. Every call throws ApiProblem where the API answers with one, ApiUnreachable where none answers. */
export interface Client {
  relations(query?: Query): Promise<Page & { readonly relations: readonly RelationRow[] }>;
  relation(id: string, query?: Query): Promise<RelationAnswer>;
  timeline(id: string, query?: Query): Promise<Page & { readonly timeline: readonly Entry[] }>;
  entry(id: string, query?: Query): Promise<EntryPage>;
  diff(relation: string, query: Query): Promise<Diff>;
  /** Steps of a relation's history along one time, as they come. */
  replay(relation: string, query?: Query): AsyncGenerator<Frame, void>;
  histogram(query?: Query): Promise<Histogram>;
  search(query: Query): Promise<Page & { readonly search: readonly SearchHit[] }>;
  sources(query?: Query): Promise<Page & { readonly sources: readonly SourceRow[] }>;
  documents(query?: Query): Promise<Page & { readonly documents: readonly DocumentRow[] }>;
  document(id: string, query?: Query): Promise<Document>;
  changes(query?: Query): Promise<ChangePage>;
  /** Follows the feed for ever; see `followFeed`. */
  follow(options?: FollowOptions): AsyncGenerator<FeedItem, void>;
}

/** Opens a client; holds nothing open between calls. */
export function openClient({ url, fetch: send = fetch, key }: ClientOptions): Client {
  async function answer(path: string, query: Query, accept: string): Promise<Response> {
    const address = new URL(`${url}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    const headers = { accept, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
    let response: Response;
    try {
      response = await send(new Request(address, { headers }));
    } catch (error) {
      throw new ApiUnreachable(`GET ${path}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
  const get = async <T>(path: string, query: Query = {}): Promise<T> =>
    (await (await answer(path, query, 'application/json')).json()) as T;
  async function* lines<T>(path: string, query: Query = {}): AsyncGenerator<T, void> {
    yield* ndjsonLines<T>(await answer(path, query, 'application/x-ndjson'));
  }
  const id = encodeURIComponent;
  return {
    relations: (query) => get('/v1/relations', query),
    relation: (relation, query) => get(`/v1/relations/${id(relation)}`, query),
    timeline: (relation, query) => get(`/v1/relations/${id(relation)}/timeline`, query),
    entry: (entry, query) => get(`/v1/entries/${id(entry)}`, query),
    diff: (relation, query) => get(`/v1/relations/${id(relation)}/diff`, query),
    replay: (relation, query) => lines(`/v1/relations/${id(relation)}/replay`, query),
    histogram: (query) => get('/v1/histogram', query),
    search: (query) => get('/v1/search', query),
    sources: (query) => get('/v1/sources', query),
    documents: (query) => get('/v1/documents', query),
    document: (document, query) => get(`/v1/documents/${id(document)}`, query),
    changes: (query) => get('/v1/changes', query),
    follow: (options) => followFeed({ url: `${url}/v1/changes`, fetch: send }, options),
  };
}
