import { openClient } from '@foedera/client';
import { parseView } from '../address/parse.ts';
import type { Refused, View } from '../address/view.ts';
import { loadForgiving } from '../model/forgiving.ts';
import { countsOf, loadRelation, loadRows, sourcesOf } from '../model/relation.ts';
import { changeBetween, type Difference } from './change.ts';
import { enter } from './enter.ts';
import type { How, PageState } from './model.ts';
import { animateMarks } from './motion.ts';
import { renderRest } from './rest.tsx';

/** The API on the origin of the page. */
export const client = openClient({ url: location.origin });

let asked = 0;

/** Shows the view of an address. */
export async function showAddress(page: PageState, search: string, how: How): Promise<void> {
  const parsed = parseView(new URLSearchParams(search));
  await showView(page, parsed.view, how, parsed.refused);
}

/** Shows a view. The latest request wins, whatever the order of the answers. */
export async function showView(
  page: PageState,
  view: View,
  how: How,
  refused: readonly Refused[] = [],
): Promise<Difference | null> {
  const { id, language, words, shown, busy } = page;
  asked++;
  const mine = asked;
  busy.value = true;
  try {
    const loaded = await loadForgiving(view, (wanted) => loadRelation(client, id, wanted, language, new Date()));
    if (mine !== asked) return null;
    const before = shown.value;
    const again = before.view.asReported !== view.asReported || how === 'stay';
    const change = again ? changeBetween(before.data.rows, loaded.data.rows) : null;
    enter(loaded.view, how);
    animateMarks(() => {
      shown.value = { ...loaded, refused: [...refused, ...loaded.refused], change };
    });
    await renderRest(loaded.data, loaded.view, { language, words });
    void countDense(page);
    return change;
  } catch (error) {
    if (mine === asked) fail(page, error);
    return null;
  } finally {
    if (mine === asked) busy.value = false;
  }
}

/** Adds the next entries to the list. */
export async function showMore(page: PageState): Promise<void> {
  const { id, language, shown, busy } = page;
  const { data, view } = shown.value;
  if (data.next === null || busy.value) return;
  busy.value = true;
  try {
    const { rows, next } = await loadRows(client, id, view, language, data.next);
    if (shown.value.data === data)
      shown.value = { ...shown.value, data: { ...data, rows: [...data.rows, ...rows], next } };
  } catch (error) {
    fail(page, error);
  } finally {
    busy.value = false;
  }
}

/** Counts entries by category and by source where there are too many to draw one by one. */
export async function countDense(page: PageState): Promise<void> {
  const { id, shown, densities } = page;
  const { data, view } = shown.value;
  if (data.next === null) return;
  try {
    const names = data.facets.category.map((one) => one.value);
    const lanes = await Promise.all(names.map(async (name) => [name, await countsOf(client, id, view, name)] as const));
    if (shown.value.view === view) densities.value = new Map(lanes);
    const source = await sourcesOf(client, id, view);
    if (shown.value.view !== view) return;
    const now = shown.value;
    shown.value = { ...now, data: { ...now.data, facets: { ...now.data.facets, source } } };
  } catch (error) {
    fail(page, error);
  }
}

function fail({ shown, words }: PageState, error: unknown): void {
  const { problem } = words;
  const detail = error instanceof Error && 'problem' in error ? error.message : problem.unreachable;
  shown.value = { ...shown.value, refused: [{ name: problem.title, detail }] };
}
