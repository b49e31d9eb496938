import type { Change } from '../read-model/change.ts';

/** Media type of one event in structured mode. @see CloudEvents 1.0.2, JSON event format */
export const CLOUDEVENT_TYPE = 'application/cloudevents+json';

/** Prefix of the types of all events; the name of the change follows. */
export const TYPE_PREFIX = 'org.foedera.';

/** Where events come from, as a relative reference: unique together with the id. */
export const EVENT_SOURCE = '/v1/changes';

/** Text of a change in a CloudEvents envelope. Within this major version properties are only ever added. */
export function toCloudEvent(changeText: string): string {
  const { id, change, relation, recorded } = JSON.parse(changeText) as Change;
  return envelope({ id, type: change, subject: relation, time: recorded }, changeText);
}

/** What an envelope says of its content. */
export interface EnvelopeAttributes {
  readonly id: string;
  /** Without the prefix. */
  readonly type: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
}

/** An envelope around JSON text. */
export function envelope({ id, type, subject, time }: EnvelopeAttributes, content: string): string {
  const attributes = {
    specversion: '1.0',
    id,
    source: EVENT_SOURCE,
    type: `${TYPE_PREFIX}${type}`,
    subject,
    time,
    datacontenttype: 'application/json',
  };
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${content}}`;
}
