import { dayNumber, dayText } from '../time/scale.ts';
import { showDay } from '../time/show.ts';
import { useActions } from './actions.ts';
import { hrefTo, useSetting, viewHref } from './context.ts';
import { KeptFields } from './kept.tsx';

const SPEEDS = [0.5, 1, 2, 4] as const;

/** “As known on”: a typed date, and where scripts run a slider, play and speed. */
export function KnownBar({
  relation,
  firstReported,
  now,
}: {
  readonly relation: string;
  readonly firstReported: string | null;
  /** The day of the clock. */
  readonly now: string;
}) {
  const { words, view, language } = useSetting();
  const actions = useActions();
  const { known } = words;
  const at = view.asReported ?? null;
  return (
    <section class="known" aria-label={known.heading}>
      <form class="known-form" action={`/relations/${relation}`} data-soft>
        <KeptFields view={view} except={['asReported']} />
        <label>
          {known.heading} <input type="date" name="asReported" value={at?.slice(0, 10) ?? ''} aria-label={known.date} />
        </label>
        <button type="submit">{words.relation.apply}</button>
        {at !== null && (
          <a href={viewHref(relation, view, { asReported: null })} data-soft>
            {known.back}
          </a>
        )}
        <a
          class="compare"
          href={hrefTo(`/relations/${relation}/diff`, { ...view, asReported: null }, at === null ? '' : `from=${at}`)}
        >
          {known.compare}
        </a>
      </form>
      <div class="player">{actions && <Controls firstReported={firstReported} now={now} />}</div>
      <p class="status">
        <span class={at === null ? 'quiet' : 'known-then'}>
          {at === null ? known.now : known.only(showDay(at, language))}
        </span>
        {actions && <output class="said">{actions.player.said.value}</output>}
      </p>
    </section>
  );
}

function Controls({ firstReported, now }: { readonly firstReported: string | null; readonly now: string }) {
  const { words, view, language } = useSetting();
  const actions = useActions();
  if (!actions) return null;
  const { player } = actions;
  const { known } = words;
  const steps = player.steps.value;
  const first = dayNumber(steps?.[0] ?? firstReported ?? '1990-01-01') - 1;
  const last = dayNumber(now);
  const at = view.asReported ? Math.min(last, dayNumber(view.asReported)) : last;
  const playing = player.playing.value;
  return (
    <>
      <button type="button" class="play" onClick={() => (playing ? player.pause() : player.play())}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? known.pause : known.play}
      </button>
      <div class="slider">
        <input
          type="range"
          min={first}
          max={last}
          value={at}
          aria-label={known.slider}
          aria-valuetext={at === last ? known.today : showDay(dayText(at), language)}
          onPointerDown={() => player.prepare()}
          onFocus={() => player.prepare()}
          onInput={(event) => player.seek(dayText(Number(event.currentTarget.value)))}
        />
        {steps && (
          <svg class="ticks" height="6" aria-hidden="true">
            {steps.map((step) => (
              <circle key={step} cx={`${((dayNumber(step) - first) / (last - first)) * 100}%`} cy="3" r="2.5" />
            ))}
          </svg>
        )}
      </div>
      <label class="speed">
        {known.speed}{' '}
        <select onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}>
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed} selected={speed === player.speed.value}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
