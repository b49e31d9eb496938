import { type Client, openClient } from '@foedera/client';
import type { FastifyInstance } from 'fastify';

/** How the page reaches the API: a request to an address that begins with `/v1`, answered as `fetch` would. */
export interface ApiAccess {
  request(
    path: string,
    init?: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string },
  ): Promise<Response>;
}

/** The API of the server that the page stands on: the same requests, handed over without a network. */
export function injectedAccess(app: FastifyInstance): ApiAccess {
  return {
    request: async (path, { method = 'GET', headers = {}, body } = {}) => {
      const reply = await app.inject({
        method: method as 'GET',
        url: path,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      });
      const sent = new Headers();
      for (const [name, value] of Object.entries(reply.headers))
        if (value !== undefined) sent.set(name, Array.isArray(value) ? value.join(', ') : String(value));
      const empty = reply.statusCode === 204 || reply.statusCode === 304;
      return new Response(empty ? null : reply.body, { status: reply.statusCode, headers: sent });
    },
  };
}

/** The API of a server elsewhere. */
export function remoteAccess(url: string, changesUrl: string = url): ApiAccess {
  const base = url.replace(/\/+$/, '');
  const changes = changesUrl.replace(/\/+$/, '');
  return { request: (path, init) => fetch((OF_CHANGES.test(path) ? changes : base) + path, init) };
}

/** Addresses that the process of the changes feed answers. */
const OF_CHANGES = /^\/v1\/(?:changes|webhooks)(?:[/.?]|$)/;

/** A host that no name server knows: an injected request has none, but `Request` wants one. */
const NOWHERE = 'http://api.invalid';
const MOST_REDIRECTS = 3;

/** The client over such an access. Redirects within the API are followed. */
export function clientOver(access: ApiAccess): Client {
  return openClient({
    url: NOWHERE,
    fetch: async (request) => {
      const headers = Object.fromEntries(request.headers);
      const { method } = request;
      const body = method === 'GET' ? undefined : await request.text();
      let path = request.url.slice(NOWHERE.length);
      for (let i = 0; ; i++) {
        const response = await access.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
        const location = response.headers.get('location');
        if (response.status < 300 || response.status >= 400 || location === null || i >= MOST_REDIRECTS)
          return response;
        const next = new URL(location, `${NOWHERE}${path}`);
        path = `${next.pathname}${next.search}`;
      }
    },
  });
}
