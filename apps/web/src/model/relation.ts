import { ApiProblem, type Client, type Query, type RelationState } from '@foedera/client';
import type { Refused, View } from '../address/view.ts';
import { boundsOf } from '../time/bounds.ts';
import { dayNumber, dayText, type Span, yearOf, yearStart } from '../time/scale.ts';
import { type Row, toRow } from '../view/row.ts';
import type { Language } from '../words/language.ts';

/** Entries that are fetched at once: enough to draw a usual relation whole. */
export const PAGE_ROWS = 200;

/** A relation as a page shows it. */
export interface RelationData {
  readonly id: string;
  readonly parties: readonly string[];
  readonly state: RelationState;
  readonly seq: number;
  readonly epoch: string;
  /** Day that counts as today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly rows: readonly Row[];
  /** Cursor of the entries after these. */
  readonly next: string | null;
}

/** What was loaded, and which parameters the API refused: these were left out. */
export interface Loaded<T> {
  readonly data: T;
  readonly refused: readonly Refused[];
}

/** Parameters of the API that a view means. */
export function queryOf(view: View, lang: Language): { readonly known: Query; readonly facts: Query } {
  const some = (words: readonly string[]): string | undefined => (words.length === 0 ? undefined : words.join(','));
  const known: Query = {
    asReported: view.asReported ?? undefined,
    asRecorded: view.asRecorded ?? undefined,
    epoch: view.epoch ?? undefined,
    scope: view.scope === 'exact' ? 'exact' : undefined,
    lang,
  };
  return {
    known,
    facts: {
      ...known,
      from: view.from ?? undefined,
      to: view.to ?? undefined,
      certainty: view.certainty === 'certain' ? 'certain' : undefined,
      category: some(view.category),
      kind: some(view.kind),
      status: some(view.status),
      source: some(view.source),
    },
  };
}

/** Loads a relation under a view. */
export async function loadRelation(
  client: Client,
  id: string,
  view: View,
  lang: Language,
  now: Date,
): Promise<RelationData> {
  const { known, facts } = queryOf(view, lang);
  const order = view.order;
  const [answer, page] = await Promise.all([
    client.relation(id, known),
    client.timeline(id, { ...facts, order, limit: PAGE_ROWS, after: view.after ?? undefined }),
  ]);
  return {
    id: answer.id,
    parties: answer.parties,
    state: answer.state,
    seq: answer.seq,
    epoch: answer.epoch,
    today: (view.asReported ?? now.toISOString()).slice(0, 10),
    rows: page.timeline.map(toRow),
    next: page.next,
  };
}

/** Most parameters that are left out, one after the other, before a request is given up. */
const MOST_REFUSALS = 8;

/**
 * Loads under a view; what the API refuses of it is left out and said.
 * @throws ApiProblem for everything that is not about a parameter
 */
export async function loadForgiving<V extends object, T>(
  view: V,
  load: (view: V) => Promise<T>,
): Promise<Loaded<T> & { readonly view: V }> {
  const refused: Refused[] = [];
  let asked = view;
  for (;;) {
    try {
      return { data: await load(asked), refused, view: asked };
    } catch (error) {
      const wrong = refusedBy(error, asked);
      if (wrong.length === 0 || refused.length >= MOST_REFUSALS) throw error;
      refused.push(...wrong);
      asked = Object.fromEntries(
        Object.entries(asked).map(([name, value]) => {
          if (!wrong.some((one) => one.name === name)) return [name, value];
          return [name, Array.isArray(value) ? [] : null];
        }),
      ) as V;
    }
  }
}

function refusedBy(error: unknown, view: object): Refused[] {
  if (!(error instanceof ApiProblem) || (error.status !== 400 && error.code !== 'epoch-changed')) return [];
  if (error.code === 'epoch-changed')
    return 'epoch' in view && view.epoch !== null ? [{ name: 'epoch', detail: error.problem.detail }] : [];
  return (error.problem.errors ?? []).flatMap(({ in: place, pointer, detail }) => {
    const name = pointer.slice(2).split('/')[0] as string;
    return place === 'query' && name in view ? [{ name, detail }] : [];
  });
}

/** The stretch of time that a relation's chart covers when no window is set. */
export function wholeSpan(rows: readonly Row[], state: RelationState, today: string): Span {
  const days = rows.flatMap((row) =>
    [row.earliest, row.latest].flatMap((day) => (day === null ? [] : [dayNumber(day)])),
  );
  for (const step of state.level?.history ?? []) days.push(boundsOf(step.since).earliest ?? Number.NaN);
  days.push(boundsOf(state.relations.since).earliest ?? Number.NaN, dayNumber(today));
  const known = days.filter((day) => Number.isFinite(day));
  return { from: yearStart(yearOf(Math.min(...known))), to: yearStart(yearOf(Math.max(...known)) + 1) };
}

/** The window of a view within the whole, in days. */
export function windowOf(view: Pick<View, 'from' | 'to'>, whole: Span): Span {
  const start = (text: string | null): number | null => (text === null ? null : boundsOf(text).earliest);
  const from = start(view.from) ?? whole.from;
  const to = start(view.to) ?? whole.to;
  return from < to ? { from, to } : whole;
}

/** A window as parameters, days written out. */
export function windowText({ from, to }: Span): { readonly from: string; readonly to: string } {
  return { from: dayText(from), to: dayText(to) };
}
