/**
 * Pure folds from the log's claims to entries, relation state and changes, and the runner that keeps read models in step
 * with the log. Leaves tables of answers, HTTP and delivery to the apps. Promises: the result depends on the set of
 * events and their order in the log alone; rows and checkpoint commit together; nothing is skipped in silence.
 */
export { actOf, versionOf } from './acts.ts';
export { stateHeadline } from './change-headline.ts';
export type { Cause, ChangeName, Difference } from './changes.ts';
export {
  applyChanges,
  CHANGES,
  ENTRY_CHANGES,
  entryDifferences,
  fingerprint,
  stateDifferences,
  timelineDigest,
} from './changes.ts';
export type { ClaimStore, StoredVersion } from './claim-store.ts';
export { CLAIM_TABLES, OPEN_DAY, openClaimStore } from './claim-store.ts';
export { bucketOf, byFirstReport, cluster } from './cluster.ts';
export { datesContradict, valuesContradict } from './compare.ts';
export { showUnder, toEntries } from './entry.ts';
export { ProjectionError, type ProjectionErrorCode } from './errors.ts';
export { headlineOf, partyName, say } from './headline.ts';
export { type Lag, type ProjectionHealth, type ProjectionsHealth, projectionsHealth } from './health.ts';
export type { Act, ClaimAct, ClaimVersion, Constraint, Decisions, Entry, Policy } from './model.ts';
export { FOREVER, POLICIES } from './model.ts';
export type { Projector, ReadModel, SequencedEvent } from './projector.ts';
export { type EntryRest, fromPublicEntry, toPublicEntry } from './public-entry.ts';
export { continuedParties, type Membership, relationsOf, sharedUnions } from './relations.ts';
export { causeOf, type Revision, revise, type Slice } from './revise.ts';
export { RULES } from './rules.ts';
export { openRunner, type Runner, type RunnerOptions, type RunnerStatus } from './runner.ts';
export type {
  AmbassadorState,
  Certainty,
  Facet,
  FigurePoint,
  FigureState,
  InstrumentState,
  LevelStep,
  MechanismState,
  MissionState,
  RelationState,
  RelationsFacet,
  StateFlag,
} from './state.ts';
export { byOccurrence, FACETS, facetsOf, INSTRUMENT_STATUSES, relationState, targetOutcome } from './state.ts';
