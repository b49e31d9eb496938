import { percent, type Span, type Tick } from '../time/scale.ts';
import { showDate } from '../time/show.ts';
import { Grid } from './axis.tsx';
import { entryHref, useSetting } from './context.ts';
import type { Lane as LaneOf, Mark } from './lanes.ts';
import { remarksOf } from './remarks.ts';

const ROW = 13;
const PAD = 4;

/** Entries of one category, each drawn at the precision of its date. The list has the same entries in words, and is what is read out. */
export function Lane({ lane, span, ticks }: { lane: LaneOf; span: Span; ticks: readonly Tick[] }) {
  return (
    <svg class={`plot lane ${lane.category}`} aria-hidden="true" height={lane.height * ROW + PAD * 2}>
      <Grid ticks={ticks} span={span} />
      {lane.marks.map((mark) => (
        <MarkOf key={mark.row.id} mark={mark} />
      ))}
    </svg>
  );
}

const DENSE_HEIGHT = 34;

/** How many entries there are in each stretch of time, where there are too many to draw one by one. */
export function DenseLane({
  category,
  bins,
  most,
  span,
}: {
  readonly category: string;
  readonly bins: readonly (Span & { readonly count: number })[];
  readonly most: number;
  readonly span: Span;
}) {
  return (
    <svg class={`plot lane dense ${category}`} aria-hidden="true" height={DENSE_HEIGHT}>
      {bins.map(({ from, to, count }) => {
        const tall = Math.max(2, Math.round((count / most) * (DENSE_HEIGHT - 4)));
        const x = percent(from, span);
        return (
          <rect key={from} x={`${x}%`} width={`${percent(to, span) - x}%`} y={DENSE_HEIGHT - tall} height={tall}>
            <title>{count}</title>
          </rect>
        );
      })}
    </svg>
  );
}

function MarkOf({ mark }: { mark: Mark }) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const { row, x, width, stack, shape, openStart, openEnd } = mark;
  const y = PAD + stack * ROW;
  const middle = y + ROW / 2;
  const planned = row.status === 'planned' || row.status === 'postponed' || row.status === 'cancelled';
  const says = [
    showDate(row.occurred, language, words),
    row.headline,
    ...remarksOf(row, setting).map((remark) => remark.text),
  ].join(' · ');
  const kind = [shape, planned && 'planned', openStart && 'open-start', openEnd && 'open-end'];
  return (
    <a href={entryHref(row.id, view)} data-mark={row.id} class={`mark ${kind.filter(Boolean).join(' ')}`} tabIndex={-1}>
      <title>{says}</title>
      {row.contested.length > 0 && <circle class="ring" cx={`${x + width / 2}%`} cy={middle} r="6" />}
      {shape === 'point' ? (
        <circle class="shape" cx={`${x}%`} cy={middle} r="3.5" />
      ) : (
        <rect class="shape" x={`${x}%`} width={`${width}%`} y={y + 3} height={ROW - 6} rx="1.5" />
      )}
      {openStart && (
        <text class="arrow" x={`${x}%`} y={middle + 4}>
          ‹
        </text>
      )}
      {openEnd && (
        <text class="arrow end" x={`${x + width}%`} y={middle + 4}>
          ›
        </text>
      )}
    </a>
  );
}
