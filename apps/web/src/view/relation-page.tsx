import type { Refused, View } from '../address/view.ts';
import { type RelationData, wholeSpan, windowOf } from '../model/relation.ts';
import { ticksOf } from '../time/scale.ts';
import { showDate, showDay } from '../time/show.ts';
import { Axis } from './axis.tsx';
import { useSetting } from './context.ts';
import { EntryList } from './entry-list.tsx';
import { Figures } from './figures.tsx';
import { Lane } from './lane.tsx';
import { lanesOf } from './lanes.ts';
import { LevelLine } from './level-line.tsx';
import { RefusedNotice } from './notice.tsx';
import { RelationHead } from './relation-head.tsx';
import { StateParts } from './state-parts.tsx';

/** A relation: state, chart, list, and what else is known. */
export function RelationPage({
  data,
  view,
  refused,
}: {
  readonly data: RelationData;
  readonly view: View;
  readonly refused: readonly Refused[];
}) {
  const { language, words } = useSetting();
  const whole = wholeSpan(data.rows, data.state, data.today);
  const window = windowOf(view, whole);
  const ticks = ticksOf(window, (day) =>
    showDate(new Date(day * 86_400_000).toISOString().slice(0, 7), language, words, 'short'),
  );
  const lanes = lanesOf(data.rows, window);
  return (
    <>
      <RefusedNotice refused={refused} />
      <RelationHead parties={data.parties} state={data.state} />
      {view.asReported !== null && <p class="known-then">{words.known.only(showDay(data.today, language))}</p>}
      <section class="chart" aria-labelledby="chart">
        <h2 id="chart">{words.relation.chart}</h2>
        <div class="track">
          <span class="label">{words.relation.levelHeading}</span>
          <LevelLine state={data.state} span={window} ticks={ticks} />
        </div>
        {lanes.map((lane) => (
          <div key={lane.category} class="track">
            <span class="label">{words.categories[lane.category]}</span>
            <Lane lane={lane} span={window} ticks={ticks} />
          </div>
        ))}
        <div class="track">
          <span class="label" />
          <Axis ticks={ticks} span={window} />
        </div>
      </section>
      <section class="listing" aria-labelledby="list">
        <h2 id="list">{words.relation.list}</h2>
        {data.rows.length === 0 ? <p>{words.relation.nothing}</p> : <EntryList rows={data.rows} />}
      </section>
      <Figures figures={data.state.figures} />
      <StateParts state={data.state} />
      <p class="note">{words.relation.scheme}</p>
    </>
  );
}
