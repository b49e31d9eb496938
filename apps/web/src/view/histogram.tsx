import { percent, type Span, type Tick } from '../time/scale.ts';
import { Axis, Grid } from './axis.tsx';

/** How many entries happened (possibly) in a stretch of time; days, half-open. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const HEIGHT = 56;

/** Bars over the whole of a relation's time; what lies outside the window is paler. */
export function Histogram({
  bins,
  span,
  window,
  ticks,
  label,
}: {
  readonly bins: readonly Bin[];
  readonly span: Span;
  readonly window: Span;
  readonly ticks: readonly Tick[];
  readonly label: string;
}) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const left = percent(window.from, span);
  const right = percent(window.to, span);
  return (
    <div class="histogram">
      <svg class="plot bars" height={HEIGHT} role="img" aria-label={label}>
        <Grid ticks={ticks} span={span} />
        {bins.map(({ from, to, count }) => {
          const x = percent(from, span);
          const height = Math.max(2, Math.round((count / most) * (HEIGHT - 6)));
          const inside = from < window.to && to > window.from;
          return (
            <rect
              key={from}
              class={inside ? 'bar' : 'bar outside'}
              x={`${x + 0.1}%`}
              width={`${Math.max(0.2, percent(to, span) - x - 0.2)}%`}
              y={HEIGHT - height}
              height={height}
            >
              <title>{count}</title>
            </rect>
          );
        })}
        <rect class="window" x={`${left}%`} width={`${right - left}%`} y="0" height={HEIGHT} />
      </svg>
      <Axis ticks={ticks} span={span} />
    </div>
  );
}
