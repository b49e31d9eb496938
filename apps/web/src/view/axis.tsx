import { percent, type Span, type Tick } from '../time/scale.ts';

/** Vertical lines at the ticks, behind what is drawn. */
export function Grid({ ticks, span }: { readonly ticks: readonly Tick[]; readonly span: Span }) {
  return (
    <g class="grid">
      {ticks.map((tick) => (
        <line key={tick.day} x1={`${percent(tick.day, span)}%`} x2={`${percent(tick.day, span)}%`} y1="0" y2="100%" />
      ))}
    </g>
  );
}

/** Labels of the ticks. */
export function Axis({ ticks, span }: { readonly ticks: readonly Tick[]; readonly span: Span }) {
  return (
    <svg class="axis" height="18" aria-hidden="true">
      {ticks.map((tick) => (
        <text key={tick.day} class={tick.major ? '' : 'minor'} x={`${percent(tick.day, span)}%`} y="13">
          {tick.label}
        </text>
      ))}
    </svg>
  );
}
