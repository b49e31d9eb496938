import { CHANGES } from '@foedera/projections';
import { z } from 'zod';
import { changeSchema } from '../routes/answers.ts';
import { CLOUDEVENT_TYPE, EVENT_SOURCE, TYPE_PREFIX } from './cloudevent.ts';

/** Bytes of a document in YAML: JSON is YAML, and one way of writing is enough. */
const INDENT = 2;

const string = { type: 'string' } as const;
const cursor = { type: 'string', description: 'Resume after it with `Last-Event-ID` or `after`.' } as const;
const seq = { type: 'integer', description: 'Last event whose changes have been told.' } as const;
const ledger = {
  oneOf: [
    { type: 'object', properties: { seq: { type: 'integer' }, hash: string }, required: ['seq', 'hash'] },
    { type: 'null' },
  ],
  description: 'Head of the running hash over the log, where one is followed.',
} as const;

/** Schemas of a change and of what it refers to, by name. */
function changeSchemas(): Readonly<Record<string, object>> {
  const { $defs = {} } = z.toJSONSchema(changeSchema, { io: 'input' });
  const text = JSON.stringify($defs).replaceAll('"#/$defs/', '"#/components/schemas/');
  const named = JSON.parse(text) as Record<string, { readonly id?: string }>;
  return Object.fromEntries(Object.entries(named).map(([name, { id: _, ...schema }]) => [name, schema]));
}

/** A named message of the event stream whose data is an object of these properties. */
function streamMessage(name: string, summary: string, properties: Readonly<Record<string, object>>): object {
  return {
    name,
    title: name,
    summary,
    contentType: 'application/json',
    payload: { type: 'object', properties, required: ['cursor'] },
  };
}

/**
 * The AsyncAPI document of the feed: event stream and webhooks. @see AsyncAPI 3.0.0
 *
 * @param version of the API
 */
export function asyncApiDocument(version: string): string {
  return `${JSON.stringify(
    {
      asyncapi: '3.0.0',
      info: {
        title: 'Foedera: changes',
        version,
        description:
          'Every difference between two successive states of the timeline, in order, at least once. Deduplicate by `id`; `prev` proves that nothing is missing.',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      defaultContentType: 'application/json',
      servers: {
        here: {
          host: '{host}',
          protocol: 'http',
          variables: { host: { default: 'localhost:4000' } },
          description: 'This server.',
        },
      },
      channels: {
        stream: {
          address: '/v1/changes',
          title: 'Event stream',
          description: 'Server-sent events for `Accept: text/event-stream`. Every message has an id to resume from.',
          messages: {
            change: { $ref: '#/components/messages/change' },
            ready: { $ref: '#/components/messages/ready' },
            'keep-alive': { $ref: '#/components/messages/keep-alive' },
            'consumer-too-slow': { $ref: '#/components/messages/consumer-too-slow' },
            'server-closing': { $ref: '#/components/messages/server-closing' },
            'cursor-refused': { $ref: '#/components/messages/cursor-refused' },
            end: { $ref: '#/components/messages/end' },
          },
        },
        webhook: {
          title: 'Webhook',
          description:
            'POST to the address of a subscription, signed as Standard Webhooks say, in order, tried again until it is taken.',
          messages: {
            event: { $ref: '#/components/messages/event' },
            'epoch-changed': { $ref: '#/components/messages/epoch-changed' },
          },
        },
      },
      operations: {
        followStream: {
          action: 'send',
          channel: { $ref: '#/channels/stream' },
          title: 'Follow the feed',
          summary: 'Changes after a cursor, and those to come.',
        },
        callWebhook: {
          action: 'send',
          channel: { $ref: '#/channels/webhook' },
          title: 'Call a subscriber',
          summary: 'One message for each change that passes the filter of the subscription.',
        },
      },
      components: {
        schemas: {
          ...changeSchemas(),
          CloudEvent: {
            type: 'object',
            description: 'A change in its envelope. Properties are only ever added.',
            properties: {
              specversion: { const: '1.0' },
              id: { type: 'string', description: 'Id of the change.' },
              source: { const: EVENT_SOURCE },
              type: { enum: CHANGES.map((name) => `${TYPE_PREFIX}${name}`) },
              subject: { type: 'string', description: 'The relation.' },
              time: { type: 'string', format: 'date-time', description: 'When this ledger learnt it.' },
              datacontenttype: { const: 'application/json' },
              data: { $ref: '#/components/schemas/Change' },
            },
            required: ['specversion', 'id', 'source', 'type', 'data'],
          },
        },
        messages: {
          change: {
            name: 'change',
            title: 'Change',
            summary: 'One difference; the message has no event name, so a browser hands it to `onmessage`.',
            contentType: 'application/json',
            payload: { $ref: '#/components/schemas/Change' },
          },
          ready: streamMessage('ready', 'First message of every stream.', {
            cursor,
            epoch: string,
            filter: string,
            seq,
            ledger,
          }),
          'keep-alive': streamMessage('keep-alive', 'Nothing passed the filter for a while; the cursor moves on.', {
            cursor,
            seq,
            ledger,
          }),
          'consumer-too-slow': streamMessage(
            'consumer-too-slow',
            'The client took nothing for too long; the stream ends.',
            { cursor },
          ),
          'server-closing': streamMessage('server-closing', 'Another server goes on; `retry` says when to come back.', {
            cursor,
          }),
          'cursor-refused': streamMessage('cursor-refused', 'The cursor turned out to be of the future.', {
            cursor,
            detail: string,
          }),
          end: streamMessage('end', 'A replay is over.', { cursor }),
          event: {
            name: 'event',
            title: 'Change in an envelope',
            contentType: CLOUDEVENT_TYPE,
            headers: {
              type: 'object',
              properties: {
                'webhook-id': { type: 'string', description: 'Id of the change: the same for every attempt.' },
                'webhook-timestamp': { type: 'string', description: 'Seconds since 1970, when it was signed.' },
                'webhook-signature': { type: 'string', description: 'One signature for each secret in force.' },
              },
              required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
            },
            payload: { $ref: '#/components/schemas/CloudEvent' },
          },
          'epoch-changed': {
            name: 'epoch-changed',
            title: 'The rules have changed',
            contentType: CLOUDEVENT_TYPE,
            payload: {
              type: 'object',
              properties: {
                type: { const: `${TYPE_PREFIX}epoch-changed` },
                data: {
                  type: 'object',
                  properties: { from: string, to: string, seq: { type: 'integer' }, next: string, difference: string },
                },
              },
              required: ['type', 'data'],
            },
          },
        },
      },
    },
    null,
    INDENT,
  )}\n`;
}
