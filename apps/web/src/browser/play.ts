import type { Client } from '@foedera/client';
import type { View } from '../address/view.ts';
import { dayNumber, dayText } from '../time/scale.ts';
import { showDay } from '../time/show.ts';
import type { Words } from '../words/en.ts';
import type { Difference } from './change.ts';
import type { Engine, PlayerOptions, PlayerSignals } from './player.ts';
import { client } from './show.ts';

/** How long a step stands at normal speed. */
const STEP_MS = 1_600;
/** Steps that a play has at most: with more days of reports it goes by equal stretches of time. */
const MOST_STEPS = 60;
/** How long the slider rests before what it points at is fetched. */
const REST_MS = 120;

/** Plays through the days on which something was reported. */
export function openEngine({ id, words, language, now, view, show }: PlayerOptions, signals: PlayerSignals): Engine {
  const { steps, playing, speed, said } = signals;
  let loading: Promise<readonly string[]> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted: string | null | undefined;
  let showing: Promise<void> | null = null;

  const days = (): Promise<readonly string[]> => {
    loading ??= reportDays(client, id, view().scope, now).then((found) => {
      steps.value = found;
      return found;
    });
    return loading;
  };

  /** One request at a time: while one is under way only the latest wish is kept. */
  function move(day: string | null): Promise<void> {
    wanted = day;
    showing ??= moving().finally(() => {
      showing = null;
    });
    return showing;
  }

  async function moving(): Promise<void> {
    while (wanted !== undefined) {
      const next = wanted;
      wanted = undefined;
      const change = await show(next);
      if (change) said.value = words.known.step(showDay(next ?? now, language), changeText(change, words));
    }
  }

  const later = (): void => {
    clearTimeout(timer);
    if (playing.value) timer = setTimeout(step, STEP_MS / speed.value);
  };

  async function step(): Promise<void> {
    const all = await days();
    if (!playing.value) return;
    const at = view().asReported;
    const next = at === null ? all[0] : all.find((day) => day > at.slice(0, 10));
    if (next === undefined) playing.value = false;
    await move(next ?? null);
    later();
  }

  return {
    play: () => void step(),
    stop: () => clearTimeout(timer),
    seek: (day) => {
      clearTimeout(timer);
      timer = setTimeout(() => void move(day >= now ? null : day).then(later), REST_MS);
    },
    prepare: () => void days(),
  };
}

function changeText({ fresh, moved, gone }: Difference, { known }: Words): string {
  const parts = [
    fresh.size > 0 && known.added(fresh.size),
    moved.size > 0 && known.changed(moved.size),
    gone > 0 && known.gone(gone),
  ].filter(Boolean);
  return parts.length === 0 ? known.same : parts.join(', ');
}

/** Days on which something of a relation was reported, oldest first. */
async function reportDays(api: Client, id: string, scope: View['scope'], now: string): Promise<readonly string[]> {
  const days = new Set<string>();
  for await (const frame of api.replay(id, { axis: 'reported', scope })) if (frame.date !== null) days.add(frame.date);
  const sorted = [...days].filter((day) => day <= now).sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (sorted.length <= MOST_STEPS || first === undefined || last === undefined) return sorted;
  const width = (dayNumber(last) - dayNumber(first)) / MOST_STEPS;
  return Array.from({ length: MOST_STEPS + 1 }, (_, i) => dayText(Math.round(dayNumber(first) + i * width)));
}
