import type { RelationData } from '../model/relation-data.ts';
import { dayText, type Span, ticksOf } from '../time/scale.ts';
import { showDate } from '../time/show.ts';
import { useActions } from './actions.ts';
import { Axis } from './axis.tsx';
import { useSetting } from './context.ts';
import { DenseLane, Lane } from './lane.tsx';
import { CATEGORIES, lanesOf } from './lanes.ts';
import { LevelLine } from './level-line.tsx';
import { TimeWindow } from './window.tsx';

/** Level, entries by category and counts over one axis of time. */
export function Chart({
  data,
  whole,
  window,
}: {
  readonly data: RelationData;
  readonly whole: Span;
  readonly window: Span;
}) {
  const { language, words } = useSetting();
  const month = (day: number): string => showDate(dayText(day).slice(0, 7), language, words, 'short');
  const ticks = ticksOf(window, month);
  const { relation: say } = words;
  const from = showDate(dayText(window.from).slice(0, 4), language, words);
  const to = showDate(dayText(window.to - 1).slice(0, 4), language, words);
  return (
    <section class="chart" aria-labelledby="chart">
      <h2 id="chart">{say.chart}</h2>
      <p class="hidden">{say.chartAbout(from, to, words.entries(data.total))}</p>
      <div class="track">
        <LevelLine state={data.state} span={window} ticks={ticks} />
      </div>
      {data.next === null ? (
        lanesOf(data.rows, window).map((lane) => (
          <div key={lane.category} class="track">
            <span class="label">{words.categories[lane.category]}</span>
            <Lane lane={lane} span={window} ticks={ticks} />
          </div>
        ))
      ) : (
        <DenseLanes data={data} window={window} />
      )}
      <div class="track">
        <span class="label" />
        <Axis ticks={ticks} span={window} />
      </div>
      {data.next === null ? <Legend /> : <p class="note">{say.density}</p>}
      {data.undated + data.spanning > 0 && <p class="note">{say.outside(data.undated, data.spanning)}</p>}
      <TimeWindow data={data} whole={whole} window={window} />
    </section>
  );
}

function DenseLanes({ data, window }: { readonly data: RelationData; readonly window: Span }) {
  const { words } = useSetting();
  const densities = useActions()?.densities.value ?? null;
  const present = CATEGORIES.filter((name) => data.facets.category.some((c) => c.value === name && c.count > 0));
  const most = Math.max(1, ...[...(densities?.values() ?? [])].flatMap((bins) => bins.map((bin) => bin.count)));
  return (
    <>
      {present.map((category) => (
        <div key={category} class="track">
          <span class="label">{words.categories[category]}</span>
          <DenseLane category={category} bins={densities?.get(category) ?? []} most={most} span={window} />
        </div>
      ))}
    </>
  );
}

/** What the shapes mean. */
function Legend() {
  const { words } = useSetting();
  const { legend } = words.relation;
  return (
    <ul class="legend">
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <circle class="shape" cx="13" cy="6" r="3.5" />
        </svg>
        {legend.day}
      </li>
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <rect class="shape band" x="3" y="3" width="20" height="7" rx="1.5" />
        </svg>
        {legend.band}
      </li>
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <rect class="shape" x="3" y="3" width="20" height="7" rx="1.5" />
        </svg>
        {legend.extent}
      </li>
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <text class="arrow" x="2" y="10">
            ‹
          </text>
          <rect class="shape band open" x="9" y="3" width="14" height="7" />
        </svg>
        {legend.open}
      </li>
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <rect class="shape planned" x="3" y="3" width="20" height="7" rx="1.5" />
        </svg>
        {legend.planned}
      </li>
      <li>
        <svg class="key" width="26" height="12" aria-hidden="true">
          <circle class="ring" cx="13" cy="6" r="5" />
          <circle class="shape" cx="13" cy="6" r="2.5" />
        </svg>
        {legend.contested}
      </li>
    </ul>
  );
}
