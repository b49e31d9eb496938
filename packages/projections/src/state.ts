import { type Day, dayOfMs, fold, type Kind, kindOf, levelOf, parseEdtf } from '@foedera/schema';
import type { Entry } from './model.ts';

/** Diplomatic relations: whether they stand, since when, and who recognised whom. */
export interface RelationsFacet {
  readonly status: 'established' | 'suspended' | 'severed' | 'none';
  readonly since: string | null;
  readonly entry: string | null;
  /** True when sources contradict each other about the date. */
  readonly contested: boolean;
  readonly recognitions: readonly {
    readonly by: string | null;
    readonly of: string | null;
    readonly occurred: string | null;
    readonly entry: string;
  }[];
}

/** One step of the level's history. */
export interface LevelStep {
  readonly level: string;
  readonly rung: number | null;
  readonly label: { readonly en: string; readonly fr: string; readonly vi: string };
  readonly wording: string | null;
  readonly scheme: string | null;
  readonly since: string | null;
  readonly direction: 'up' | 'down';
  readonly entry: string;
}

export interface MissionState {
  readonly sender: string | null;
  readonly host: string | null;
  readonly mission: string;
  readonly city: string | null;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly entry: string;
}

export interface AmbassadorState {
  readonly sender: string | null;
  readonly host: string | null;
  readonly ambassador: string;
  readonly since: string | null;
  /** What the date rests on: functions begin when credentials are presented (Vienna Convention 1961, art. 13). */
  readonly by: Kind;
  readonly entry: string;
}

export const INSTRUMENT_STATUSES = [
  'negotiating',
  'concluded',
  'signed',
  'ratified',
  'in-force',
  'amended',
  'terminated',
] as const;

export interface InstrumentState {
  readonly instrument: string;
  readonly type: string | null;
  readonly status: (typeof INSTRUMENT_STATUSES)[number];
  readonly steps: readonly { readonly kind: Kind; readonly occurred: string | null; readonly entry: string }[];
}

export interface MechanismState {
  readonly mechanism: string;
  readonly sessions: number;
  readonly last: { readonly ordinal: number | null; readonly occurred: string | null; readonly entry: string };
}

export interface FigurePoint {
  readonly occurred: string | null;
  readonly value: number;
  readonly unit: string | null;
  readonly approx: boolean;
  readonly atLeast: boolean;
  readonly growth: number | null;
  readonly contested: boolean;
  readonly entry: string;
}

export interface FigureState {
  readonly kind: Kind;
  /** What tells series of one kind apart: unit, whose, where. */
  readonly of: string;
  readonly latest: FigurePoint;
  /** In order of the period's end. */
  readonly series: readonly FigurePoint[];
}

/** A step that the state before it does not allow: shown, never dropped. */
export interface StateFlag {
  readonly code:
    | 'level-repeated'
    | 'level-not-lower'
    | 'level-not-higher'
    | 'closed-never-opened'
    | 'in-force-never-signed'
    | 'resumed-never-broken'
    | 'established-twice';
  readonly entry: string;
  readonly occurred: string | null;
}

/** What the entries of a relation add up to. Every list is in a stable order. */
export interface RelationState {
  readonly relations: RelationsFacet;
  readonly level: (LevelStep & { readonly history: readonly LevelStep[] }) | null;
  readonly missions: readonly MissionState[];
  readonly ambassadors: readonly AmbassadorState[];
  readonly instruments: readonly InstrumentState[];
  readonly mechanisms: readonly MechanismState[];
  readonly figures: readonly FigureState[];
  /** Entries announced and not (yet) reported to have happened. */
  readonly planned: readonly { readonly entry: string; readonly kind: Kind; readonly occurred: string | null }[];
  readonly targets: readonly {
    readonly entry: string;
    readonly amount: number | null;
    readonly unit: string | null;
    readonly horizon: string | null;
    readonly figure: string | null;
  }[];
  readonly flags: readonly StateFlag[];
}

/** Kinds that a part of the state rests on: an entry of another kind changes none of it. */
export const FACETS = {
  relations: [
    'recognition',
    'diplomatic-relations-established',
    'diplomatic-relations-suspended',
    'diplomatic-relations-severed',
    'diplomatic-relations-resumed',
  ],
  level: ['relations-upgraded', 'relations-downgraded'],
  missions: ['mission-opened', 'mission-closed'],
  ambassadors: ['ambassador-appointed', 'credentials-presented', 'ambassador-received', 'ambassador-recalled'],
  instruments: [
    'agreement-negotiations-round',
    'negotiations-concluded',
    'agreement-signed',
    'agreement-ratified',
    'agreement-in-force',
    'agreement-amended',
    'agreement-terminated',
  ],
  mechanisms: ['mechanism-session'],
  figures: ['trade-volume', 'investment-stock', 'community-size', 'students', 'tourist-arrivals'],
  targets: ['target-stated'],
} as const satisfies Record<string, readonly Kind[]>;
export type Facet = keyof typeof FACETS;

/** Facets that rest on a kind; empty for kinds that leave the state as it is (visits, messages). */
export function facetsOf(kind: Kind): Facet[] {
  return (Object.keys(FACETS) as Facet[]).filter((facet) => (FACETS[facet] as readonly Kind[]).includes(kind));
}

/** Which days count as before `on`: `possible` takes an entry whose earliest day is, `certain` one whose latest day is. */
export type Certainty = 'possible' | 'certain';

/**
 * Folds the entries of a relation into its state.
 *
 * @param entries any order; only those of the relation
 * @param on last day that counts, inclusive; absent = all
 */
export function relationState(entries: readonly Entry[], on?: Day, certainty: Certainty = 'possible'): RelationState {
  const counted = entries.filter((e) => on === undefined || startedBy(e, on, certainty)).sort(byOccurrence);
  const happened = counted.filter(
    (e) => e.status !== 'planned' && e.status !== 'postponed' && e.status !== 'cancelled',
  );
  const flags: StateFlag[] = [];
  const of = (facet: Facet): Entry[] => happened.filter((e) => (FACETS[facet] as readonly Kind[]).includes(e.kind));
  return {
    relations: relationsFacet(of('relations'), flags),
    level: levelFacet(of('level'), flags),
    missions: missionsFacet(of('missions'), flags),
    ambassadors: ambassadorsFacet(of('ambassadors')),
    instruments: instrumentsFacet(of('instruments'), flags),
    mechanisms: mechanismsFacet(of('mechanisms')),
    figures: figuresFacet(of('figures')),
    planned: counted
      .filter((e) => e.status === 'planned' && e.kind !== 'target-stated')
      .map((e) => ({ entry: e.id, kind: e.kind, occurred: e.occurred })),
    targets: counted
      .filter((e) => e.kind === 'target-stated')
      .map((e) => ({
        entry: e.id,
        amount: number(e, 'amount'),
        unit: text(e, 'unit'),
        horizon: text(e, 'horizon'),
        figure: text(e, 'figure'),
      })),
    flags,
  };
}

/** Order of happening: earliest bound, then latest, then id; what has no date comes first. */
export function byOccurrence(a: Entry, b: Entry): number {
  return (
    (a.earliest ?? -Infinity) - (b.earliest ?? -Infinity) ||
    (a.latest ?? Infinity) - (b.latest ?? Infinity) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function startedBy(entry: Entry, on: Day, certainty: Certainty): boolean {
  if (entry.occurred === null) return certainty === 'possible';
  if (certainty === 'possible') return (entry.earliest ?? -Infinity) <= on;
  // What lasts several days has begun on its first; what is only dated roughly has surely begun by its last.
  return (entry.extent ? (entry.earliest as Day) : (entry.latest ?? Infinity)) <= on;
}

function relationsFacet(entries: readonly Entry[], flags: StateFlag[]): RelationsFacet {
  let status: RelationsFacet['status'] = 'none';
  let held: Entry | null = null;
  const recognitions: RelationsFacet['recognitions'][number][] = [];
  for (const entry of entries) {
    switch (entry.kind) {
      case 'recognition':
        recognitions.push({ by: text(entry, 'by'), of: text(entry, 'of'), occurred: entry.occurred, entry: entry.id });
        break;
      case 'diplomatic-relations-established':
        if (status === 'established') flags.push(flag('established-twice', entry));
        else held = entry;
        status = 'established';
        break;
      case 'diplomatic-relations-resumed':
        if (status === 'established' || status === 'none') flags.push(flag('resumed-never-broken', entry));
        status = 'established';
        held ??= entry;
        break;
      case 'diplomatic-relations-suspended':
        status = 'suspended';
        held = entry;
        break;
      case 'diplomatic-relations-severed':
        status = 'severed';
        held = entry;
        break;
    }
    if (entry.kind === 'diplomatic-relations-resumed') held = entry;
  }
  return {
    status,
    since: held?.occurred ?? null,
    entry: held?.id ?? null,
    contested: held?.contradictions.some((c) => c.about === 'occurred') ?? false,
    recognitions,
  };
}

function levelFacet(entries: readonly Entry[], flags: StateFlag[]): RelationState['level'] {
  const history: LevelStep[] = [];
  for (const entry of entries) {
    const id = text(entry, 'level') ?? text(entry, 'wording');
    if (id === null) continue;
    const { rung, label } = levelOf(id);
    const direction = entry.kind === 'relations-upgraded' ? 'up' : 'down';
    const before = history[history.length - 1];
    if (before?.level === id) flags.push(flag('level-repeated', entry));
    else if (before && before.rung !== null && rung !== null && direction === 'up' && rung < before.rung)
      flags.push(flag('level-not-higher', entry));
    else if (before && before.rung !== null && rung !== null && direction === 'down' && rung > before.rung)
      flags.push(flag('level-not-lower', entry));
    if (before?.level === id) continue;
    history.push({
      level: id,
      rung,
      label,
      wording: text(entry, 'wording'),
      scheme: text(entry, 'scheme'),
      since: entry.occurred,
      direction,
      entry: entry.id,
    });
  }
  const now = history[history.length - 1];
  return now ? { ...now, history } : null;
}

function missionsFacet(entries: readonly Entry[], flags: StateFlag[]): MissionState[] {
  const missions: MissionState[] = [];
  for (const entry of entries) {
    const mission = text(entry, 'mission') ?? 'embassy';
    const place = { sender: text(entry, 'sender'), host: text(entry, 'host'), city: text(entry, 'city') };
    if (entry.kind === 'mission-opened') {
      missions.push({ ...place, mission, opened: entry.occurred, closed: null, entry: entry.id });
      continue;
    }
    const open = missions.findLastIndex(
      (m) =>
        m.closed === null &&
        m.mission === mission &&
        m.sender === place.sender &&
        m.host === place.host &&
        (!m.city || !place.city || fold(m.city) === fold(place.city)),
    );
    if (open < 0) {
      flags.push(flag('closed-never-opened', entry));
      missions.push({ ...place, mission, opened: null, closed: entry.occurred, entry: entry.id });
    } else missions[open] = { ...(missions[open] as MissionState), closed: entry.occurred };
  }
  return missions;
}

/** The latest ambassador in each direction; a recall leaves the post empty. A reception without credentials is only a hint. */
function ambassadorsFacet(entries: readonly Entry[]): AmbassadorState[] {
  const posts = new Map<string, AmbassadorState>();
  for (const entry of entries) {
    const ambassador = text(entry, 'ambassador');
    const sender = text(entry, 'sender');
    const post = `${sender} ${text(entry, 'host')}`;
    const before = posts.get(post);
    if (entry.kind === 'ambassador-recalled') posts.delete(post);
    else if (ambassador === null) continue;
    else if (before && fold(before.ambassador) === fold(ambassador) && entry.kind === 'ambassador-received') continue;
    else
      posts.set(post, {
        sender,
        host: text(entry, 'host'),
        ambassador,
        since: entry.occurred,
        by: entry.kind,
        entry: entry.id,
      });
  }
  return [...posts.values()];
}

const STEP_STATUS: Partial<Record<Kind, InstrumentState['status']>> = {
  'agreement-negotiations-round': 'negotiating',
  'negotiations-concluded': 'concluded',
  'agreement-signed': 'signed',
  'agreement-ratified': 'ratified',
  'agreement-in-force': 'in-force',
  'agreement-amended': 'amended',
  'agreement-terminated': 'terminated',
};

function instrumentsFacet(entries: readonly Entry[], flags: StateFlag[]): InstrumentState[] {
  const instruments = new Map<string, InstrumentState>();
  for (const entry of entries) {
    const instrument = text(entry, 'instrument') ?? text(entry, 'type') ?? '';
    const key = instrument === '' ? entry.id : fold(instrument);
    const before = instruments.get(key);
    const status = STEP_STATUS[entry.kind] as InstrumentState['status'];
    if (entry.kind === 'agreement-in-force' && !before?.steps.some((s) => s.kind === 'agreement-signed'))
      flags.push(flag('in-force-never-signed', entry));
    const advanced =
      before && INSTRUMENT_STATUSES.indexOf(before.status) > INSTRUMENT_STATUSES.indexOf(status)
        ? before.status
        : status;
    const step = { kind: entry.kind, occurred: entry.occurred, entry: entry.id };
    instruments.set(key, {
      instrument: before?.instrument ?? instrument,
      type: before?.type ?? text(entry, 'type'),
      status: advanced,
      steps: [...(before?.steps ?? []), step],
    });
  }
  return [...instruments.values()];
}

function mechanismsFacet(entries: readonly Entry[]): MechanismState[] {
  const mechanisms = new Map<string, MechanismState>();
  for (const entry of entries) {
    const mechanism = text(entry, 'mechanism') ?? '';
    const before = mechanisms.get(fold(mechanism));
    mechanisms.set(fold(mechanism), {
      mechanism: before?.mechanism ?? mechanism,
      sessions: (before?.sessions ?? 0) + 1,
      last: { ordinal: number(entry, 'ordinal'), occurred: entry.occurred, entry: entry.id },
    });
  }
  return [...mechanisms.values()];
}

function figuresFacet(entries: readonly Entry[]): FigureState[] {
  const series = new Map<string, { kind: Kind; of: string; points: { point: FigurePoint; end: number }[] }>();
  for (const entry of entries) {
    const value = number(entry, 'amount') ?? number(entry, 'count');
    if (value === null) continue;
    const of = Object.keys(kindOf(entry.kind).distinguishing)
      .map((name) => text(entry, name))
      .filter((v) => v !== null)
      .join(' ');
    const point: FigurePoint = {
      occurred: entry.occurred,
      value,
      unit: text(entry, 'unit'),
      approx: entry.attributes.approx === true,
      atLeast: entry.attributes.atLeast === true,
      growth: number(entry, 'growth'),
      contested: entry.contradictions.length > 0,
      entry: entry.id,
    };
    const key = `${entry.kind} ${of}`;
    const known = series.get(key) ?? { kind: entry.kind, of, points: [] };
    known.points.push({ point, end: entry.latest ?? -Infinity });
    series.set(key, known);
  }
  return [...series.values()].map(({ kind, of, points }) => {
    const sorted = points
      .sort((a, b) => a.end - b.end || ((a.point.occurred ?? '') < (b.point.occurred ?? '') ? -1 : 1))
      .map((p) => p.point);
    return { kind, of, latest: sorted[sorted.length - 1] as FigurePoint, series: sorted };
  });
}

function flag(code: StateFlag['code'], entry: Entry): StateFlag {
  return { code, entry: entry.id, occurred: entry.occurred };
}

function text(entry: Entry, name: string): string | null {
  const value = entry.attributes[name];
  if (typeof value === 'string' && value !== '') return value;
  return Array.isArray(value) && value.length > 0 ? value.map(String).join(', ') : null;
}

function number(entry: Entry, name: string): number | null {
  const value = entry.attributes[name];
  return typeof value === 'number' ? value : null;
}

/** Whether a stated target was reached: the first figure of its unit at or above it by its horizon. */
export function targetOutcome(
  target: Entry,
  figures: readonly Entry[],
  on: Day,
): { readonly outcome: 'met' | 'missed' | 'open'; readonly by: string | null } {
  const amount = number(target, 'amount');
  const horizon = text(target, 'horizon');
  const deadline = horizon === null ? null : (parseEdtf(horizon)?.latest ?? null);
  if (amount === null) return { outcome: 'open', by: null };
  const unit = text(target, 'unit');
  // A target without a date was stated by the time it was reported: what had been reached long before does not meet it.
  const statedFrom = target.earliest ?? dayOfMs(target.firstReported);
  const met = figures
    .filter(
      (f) =>
        f.kind === 'trade-volume' &&
        text(f, 'unit') === unit &&
        (f.latest ?? Infinity) <= Math.min(on, deadline ?? Infinity) &&
        statedFrom <= (f.latest ?? -Infinity),
    )
    .sort(byOccurrence)
    .find((f) => (number(f, 'amount') ?? 0) >= amount);
  if (met) return { outcome: 'met', by: met.id };
  return { outcome: deadline !== null && deadline < on ? 'missed' : 'open', by: null };
}
