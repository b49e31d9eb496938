/**
 * The words that every part of Foedera uses: kinds of facts, parties, dates, evidence, the event envelope and ids.
 * Does no I/O and knows no storage. Promises: the same statement has the same id on every machine and version.
 */
export { canonicalJson, sha256 } from './canonical.ts';
export type {
  Claim,
  ClaimCorrected,
  ClaimRetracted,
  DocumentRegistered,
  EventType,
  Evidence,
  ExtractorRef,
  FoederaEvent,
  OperationType,
  Source,
  Statement,
} from './claims.ts';
export {
  claimId,
  claimSchema,
  EVENTS,
  evidenceSchema,
  extractorSchema,
  isClaimType,
  isEventType,
  partyCode,
  SCHEMA_VERSION,
  sourceSchema,
  statementSchema,
} from './claims.ts';
export type { DateSpan } from './dates.ts';
export { isEdtf, parseEdtf, requireEdtf, spansOverlap, spanWithin, toEdtf } from './dates.ts';
export type { Day } from './day.ts';
export { dayOfMs, daysInMonth, endOfDayMs, formatDay, toDay } from './day.ts';
export type { EventMetadata, NewEvent, Position, RecordedEvent } from './events.ts';
export { batchStream, documentStream, relationStream, STREAM_PREFIX } from './events.ts';
export { claimIdOf, eventId, keyedClaimId } from './ids.ts';
export { parseKnownMs } from './instants.ts';
export { eventJsonSchema } from './json-schema.ts';
export type { Category, Comparison, Kind, KindDefinition, Recurrence, Status } from './kinds.ts';
export { CATEGORIES, isKind, KIND_NAMES, KINDS, kindOf, STATUSES } from './kinds.ts';
export type { Level } from './levels.ts';
export { LEVELS, levelOf } from './levels.ts';
export { fold, personKey } from './names.ts';
export type { Union } from './parties.ts';
export { continuedBy, isPartyCode, membersOn, parseRelationId, relationId, SUCCESSORS, UNIONS } from './parties.ts';
export type { Contradiction, PublicEntry } from './public-entry.ts';
export { PUBLIC_ENTRY_SHAPE } from './public-entry.ts';
