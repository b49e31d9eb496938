import { ApiError, answeredFresh, contentTypeOf, linkHeader, parameterError, withParameters } from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FeedView } from '../feed/view.ts';
import { archiveDocument, completeArchives, type FeedDocument, headDocument } from '../formats/archive.ts';
import { type FeedAddresses, toAtom, toJsonFeed } from '../formats/feeds.ts';
import type { Language } from '../formats/words.ts';
import type { PreparedFilter } from '../read-model/filter.ts';
import { EPOCH_LENGTH } from '../read-model/place.ts';

/** What of the query says which document of a feed is asked for. */
export interface FeedQuery {
  readonly archive?: string | undefined;
  readonly lang: Language;
}

/** Answers with a document of the feed: an archive, which never changes, or the head. */
export function sendFeed(
  view: FeedView,
  publicUrl: string | undefined,
  request: FastifyRequest,
  query: FeedQuery,
  reply: FastifyReply,
  filter: PreparedFilter,
): FastifyReply {
  const archive = query.archive === undefined ? null : archiveOf(view, query.archive);
  const version = {
    epoch: view.epoch,
    seq: archive ?? view.seq(),
    pinned: archive !== null,
    also: `${filter.digest}-${query.lang}`,
  };
  if (answeredFresh(request, reply, version)) return reply;
  const document = archive === null ? headDocument(view, filter) : archiveDocument(view, filter, archive);
  const at = addressesOf(view, publicUrl, request, document);
  reply.header(
    'link',
    linkHeader([
      { href: at.current, rel: 'current' },
      ...(at.previous === null ? [] : [{ href: at.previous, rel: 'prev-archive' }]),
    ]),
  );
  const format = request.format === 'atom' ? toAtom : toJsonFeed;
  return reply.type(contentTypeOf(request.format)).send(format(view, document, at, query.lang));
}

const ARCHIVE = /^([0-9a-f]{8})-(0|[1-9]\d{0,9})$/;

/** Number of an archive that is complete. @throws ApiError `epoch-changed`, or `invalid-parameter` for what is not there */
function archiveOf(view: FeedView, text: string): number {
  const m = ARCHIVE.exec(text);
  if (!m) throw parameterError('invalid-parameter', 'archive', 'not the name of an archive');
  const epoch = view.epoch.slice(0, EPOCH_LENGTH);
  if (m[1] !== epoch)
    throw new ApiError('epoch-changed', `archive ${text} is of the rules ${m[1]}, now ${epoch}: begin at the head`, {
      extra: { epoch },
    });
  const archive = Number(m[2]);
  if (archive >= completeArchives(view))
    throw parameterError('invalid-parameter', 'archive', `archive ${archive} is not complete yet`);
  return archive;
}

function addressesOf(
  view: FeedView,
  publicUrl: string | undefined,
  request: FastifyRequest,
  { archive, previous }: FeedDocument,
): FeedAddresses {
  const base = publicUrl ?? `${request.protocol}://${request.host}`;
  const suffix = request.format === 'atom' ? '.atom' : '.jsonfeed';
  const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const address = (n: number | null): string => {
    const name = n === null ? null : `${view.epoch.slice(0, EPOCH_LENGTH)}-${n}`;
    return base + withParameters(`/v1/changes${suffix}${query}`, { archive: name });
  };
  return {
    base,
    self: address(archive),
    current: address(null),
    previous: previous === null ? null : address(previous),
  };
}
