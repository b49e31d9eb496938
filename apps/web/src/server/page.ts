import { ApiProblem, ApiUnreachable, type Client } from '@foedera/client';
import type { FastifyRequest } from 'fastify';
import type { Manner, View } from '../address/view.ts';
import type { Setting } from '../view/context.ts';
import { wordsOf } from '../words/all.ts';
import type { MoreWords } from '../words/en-more.ts';
import { acceptedLanguage } from '../words/language.ts';
import type { Assets } from './assets.ts';

/** What the pages are made with. */
export interface PageContext {
  readonly client: Client;
  readonly assets: Assets;
  readonly now: () => Date;
}

/** The query of a request, as the address has it. */
export function searchOf(request: FastifyRequest): URLSearchParams {
  const at = request.originalUrl.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : request.originalUrl.slice(at + 1));
}

/** Path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.originalUrl.split('?')[0] as string;
}

/** A setting with every word. */
export type FullSetting = Setting & { readonly more: MoreWords };

/** The setting that a request asks for: the address decides about the language, then the browser. */
export function settingOf(request: FastifyRequest, view: Partial<View> & Manner): FullSetting {
  const language = view.lang ?? acceptedLanguage(request.headers['accept-language']);
  return { language, ...wordsOf(language), view };
}

/** Addresses of the same page in another language or other colours. */
export function pathMaker(request: FastifyRequest) {
  const path = pathOf(request);
  return (change: { lang?: Setting['language']; theme?: 'light' | 'dark' | null }): string => {
    const search = searchOf(request);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) search.delete(name);
      else search.set(name, value);
    }
    const text = search.toString().replaceAll('%2C', ',');
    return text === '' ? path : `${path}?${text}`;
  };
}

/** Address of this server as the browser sees it. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

/** Status of a page that could not be made, and whether the API is to blame. */
export function statusOf(error: unknown): {
  readonly status: number;
  readonly words: 'notFound' | 'unreachable' | 'other';
} {
  if (error instanceof ApiProblem) {
    if (error.status === 404) return { status: 404, words: 'notFound' };
    if (error.status >= 500) return { status: 503, words: 'unreachable' };
    return { status: error.status, words: 'other' };
  }
  if (error instanceof ApiUnreachable) return { status: 502, words: 'unreachable' };
  return { status: 500, words: 'other' };
}
