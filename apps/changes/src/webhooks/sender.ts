import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { CLOUDEVENT_TYPE } from '../formats/cloudevent.ts';
import { type AddressGuard, wrongUrl } from './address-guard.ts';

/** How one attempt ended. */
export type Outcome =
  | { readonly outcome: 'delivered'; readonly status: number }
  /** The endpoint says that nobody will ever listen there again. */
  | { readonly outcome: 'gone'; readonly status: number }
  | {
      readonly outcome: 'failed';
      readonly status: number | null;
      readonly failure: string;
      /** How long the endpoint asks to be left alone. */
      readonly retryAfterMs: number | null;
    };

/** Sends messages, one attempt at a time; never follows a redirect, never takes longer than the deadline. */
export interface Sender {
  send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Outcome>;
  close(): void;
}

export interface SenderOptions {
  readonly guard: AddressGuard;
  /** From the first look at the name to the end of the answer. */
  readonly deadlineMs: number;
}

/** An answer's body is of no interest: this much of it is read so that the connection can be used again. */
const MAX_ANSWER_BYTES = 65_536;

/** Opens a sender; its connections stay open for the next message. */
export function openSender({ guard, deadlineMs }: SenderOptions): Sender {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, lookup: guard.lookup }),
    'https:': new HttpsAgent({ keepAlive: true, lookup: guard.lookup }),
  };
  return {
    send: (url, headers, body) =>
      new Promise<Outcome>((resolve) => {
        const failed = (failure: string, status: number | null = null, retryAfterMs: number | null = null): void =>
          resolve({ outcome: 'failed', status, failure, retryAfterMs });
        // A literal address is connected to without a look-up, so it is judged here.
        const wrong = wrongUrl(url, guard);
        if (wrong !== null) return failed(wrong);
        const target = new URL(url);
        const secure = target.protocol === 'https:';
        const signal = AbortSignal.timeout(deadlineMs);
        let status: number | null = null;
        const broke = (error: Error): void =>
          failed(signal.aborted ? `no answer within ${deadlineMs} ms` : error.message, status);
        const request = (secure ? httpsRequest : httpRequest)(target, {
          method: 'POST',
          agent: secure ? agents['https:'] : agents['http:'],
          signal,
          headers: {
            'content-type': CLOUDEVENT_TYPE,
            'content-length': Buffer.byteLength(body),
            'user-agent': 'foedera-webhooks',
            ...headers,
          },
        });
        request.on('error', broke);
        request.on('response', (response) => {
          const answered = response.statusCode ?? 0;
          status = answered;
          let read = 0;
          response.on('data', (chunk: Buffer) => {
            read += chunk.length;
            if (read > MAX_ANSWER_BYTES) response.destroy();
          });
          response.on('error', broke);
          response.on('close', () => {
            if (signal.aborted) failed(`no answer within ${deadlineMs} ms`, answered);
            else if (answered >= 200 && answered < 300) resolve({ outcome: 'delivered', status: answered });
            else if (answered === 410) resolve({ outcome: 'gone', status: answered });
            else if (answered >= 300 && answered < 400) failed('redirects are not followed', answered);
            else failed(`answered ${answered}`, answered, retryAfter(response.headers['retry-after']));
          });
        });
        request.end(body);
      }),
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

function retryAfter(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
}
