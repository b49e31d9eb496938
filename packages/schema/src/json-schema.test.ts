import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Claim,
  claimIdOf,
  claimSchema,
  EVENTS,
  eventJsonSchema,
  isClaimType,
  isEventType,
  KIND_NAMES,
  type NewEvent,
  type OperationType,
} from './index.ts';

/** Events of version 1 as they were first written. Lines are added, never changed. */
const GOLDEN = readFileSync(new URL('./fixtures/events-v1.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as NewEvent);

describe('golden events of version 1', () => {
  it('hold one of every type', () => {
    expect(new Set(GOLDEN.map((event) => event.type))).toEqual(new Set([...KIND_NAMES, ...Object.keys(EVENTS)]));
  });

  it.each(GOLDEN)('$type stays readable, and nothing of it is lost', ({ type, data, metadata }) => {
    expect(metadata.schema).toBe(1);
    if (!isEventType(type)) throw new Error(`${type} is no type of an event`);
    const schema = isClaimType(type) ? claimSchema : EVENTS[type as OperationType];
    expect(schema.parse(data)).toEqual(data);
  });

  it.each(GOLDEN.filter((event) => isClaimType(event.type)))('$type keeps its claim id', ({ data }) => {
    const { claim, ...statement } = data as Claim;
    expect(claimIdOf(statement)).toBe(claim);
  });
});

describe('the published JSON Schema', () => {
  let valid: ValidateFunction;
  beforeAll(() => {
    valid = new Ajv2020({ strict: false, formats: { uri: true } }).compile(eventJsonSchema());
  });

  it('is the one in schema.json: `npm run schema` writes it', () => {
    const written = JSON.parse(readFileSync(new URL('../schema.json', import.meta.url), 'utf8'));
    expect(written).toEqual(eventJsonSchema());
  });

  it.each(GOLDEN)('accepts $type', ({ type, data }) => {
    expect(valid({ type, data }), JSON.stringify(valid.errors)).toBe(true);
  });

  it.each([
    ['a type that nobody knows', { type: 'rumour', data: {} }],
    ['a claim without parties', without('visit', 'parties')],
    ['a word outside a vocabulary', withAttributes('visit', { visitKind: 'unheard-of' })],
    ['a claim under the type of another kind', { ...golden('visit'), type: 'meeting' }],
    ['a field that the envelope does not have', { type: 'visit', data: { ...golden('visit').data, more: 1 } }],
  ])('refuses %s', (_, event) => {
    expect(valid(event)).toBe(false);
  });

  it('accepts attributes that a kind does not know', () => {
    expect(valid(withAttributes('visit', { delegation: 12 }))).toBe(true);
  });
});

function golden(type: string): { type: string; data: Record<string, unknown> } {
  const event = GOLDEN.find((e) => e.type === type) as NewEvent;
  return { type, data: event.data as Record<string, unknown> };
}

function without(type: string, field: string): unknown {
  const { [field]: _, ...data } = golden(type).data;
  return { type, data };
}

function withAttributes(type: string, attributes: Record<string, unknown>): unknown {
  const { data } = golden(type);
  return { type, data: { ...data, attributes: { ...(data.attributes as object), ...attributes } } };
}
