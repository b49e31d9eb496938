import { ApiProblem } from '@foedera/client';
import type { Refused } from '../address/view.ts';

/** What was loaded, under which view, and which parameters the API refused: these were left out. */
export interface Loaded<V, T> {
  readonly data: T;
  readonly view: V;
  readonly refused: readonly Refused[];
}

/** Most parameters that are left out, one after the other, before a request is given up. */
const MOST_REFUSALS = 8;

/**
 * Loads under a view; what the API refuses of it is left out and said.
 *
 * @throws ApiProblem for everything that is not about a parameter
 */
export async function loadForgiving<V extends object, T>(
  view: V,
  load: (view: V) => Promise<T>,
): Promise<Loaded<V, T>> {
  const refused: Refused[] = [];
  let asked = view;
  for (;;) {
    try {
      return { data: await load(asked), refused, view: asked };
    } catch (error) {
      const wrong = refusedBy(error, asked);
      if (wrong.length === 0 || refused.length >= MOST_REFUSALS) throw error;
      refused.push(...wrong);
      asked = without(
        asked,
        wrong.map((one) => one.name),
      );
    }
  }
}

function without<V extends object>(view: V, names: readonly string[]): V {
  const cleared = Object.entries(view).map(([name, value]) => {
    if (!names.includes(name)) return [name, value];
    return [name, Array.isArray(value) ? [] : null];
  });
  return Object.fromEntries(cleared) as V;
}

function refusedBy(error: unknown, view: object): Refused[] {
  if (!(error instanceof ApiProblem)) return [];
  if (error.code === 'epoch-changed')
    return 'epoch' in view && view.epoch !== null ? [{ name: 'epoch', detail: error.problem.detail }] : [];
  if (error.status !== 400) return [];
  return (error.problem.errors ?? []).flatMap(({ in: place, pointer, detail }) => {
    const name = pointer.slice(2).split('/')[0] as string;
    return place === 'query' && name in view ? [{ name, detail }] : [];
  });
}
