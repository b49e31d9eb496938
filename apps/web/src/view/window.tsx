import type { RelationData } from '../model/relation-data.ts';
import { dayText, type Span, ticksOf, yearStart } from '../time/scale.ts';
import { shifted, windowText } from '../time/window.ts';
import { useActions } from './actions.ts';
import { Brush } from './brush.tsx';
import { useSetting, viewHref } from './context.ts';
import { Histogram } from './histogram.tsx';
import { KeptFields } from './kept.tsx';

/** The window of time: bars over everything, brushed by drag, by keyboard or by typed dates, moved by a step. */
export function TimeWindow({
  data,
  whole,
  window,
}: {
  readonly data: RelationData;
  readonly whole: Span;
  readonly window: Span;
}) {
  const { words } = useSetting();
  const actions = useActions();
  const bins = data.years.map(([year, count]) => ({ from: yearStart(year), to: yearStart(year + 1), count }));
  return (
    <div class="time-window">
      <div class="track">
        <span class="label">{words.relation.histogram}</span>
        <div class="brushable">
          <Histogram
            bins={bins}
            span={whole}
            window={window}
            ticks={ticksOf(whole, dayText)}
            label={labelOf(data, words.relation.histogram)}
          />
          {actions && <Brush whole={whole} window={window} onBrush={(span) => actions.go(windowText(span, whole))} />}
        </div>
      </div>
      <WindowForm relation={data.id} whole={whole} window={window} />
    </div>
  );
}

/** What the bars say, for those who do not see them: the years with most entries. */
function labelOf(data: RelationData, name: string): string {
  const most = [...data.years].sort(([, a], [, b]) => b - a).slice(0, 5);
  return `${name}: ${most.map(([year, count]) => `${year}: ${count}`).join(', ')}`;
}

function WindowForm({
  relation,
  whole,
  window,
}: {
  readonly relation: string;
  readonly whole: Span;
  readonly window: Span;
}) {
  const { words, view } = useSetting();
  const say = words.relation;
  const isWhole = view.from == null && view.to == null;
  const step = (direction: -1 | 1): string =>
    viewHref(relation, view, windowText(shifted(window, whole, direction), whole));
  return (
    <form class="window-form" action={`/relations/${relation}`} data-soft>
      <KeptFields view={view} except={['from', 'to']} />
      {!isWhole && (
        <a class="button" href={step(-1)} data-soft>
          <span aria-hidden="true">◀</span> {say.earlier}
        </a>
      )}
      <label>
        {say.windowFrom} <input name="from" value={view.from ?? ''} size={10} placeholder={dayText(whole.from)} />
      </label>
      <label>
        {say.windowTo} <input name="to" value={view.to ?? ''} size={10} placeholder={dayText(whole.to)} />
      </label>
      <button type="submit">{say.apply}</button>
      {!isWhole && (
        <>
          <a class="button" href={step(1)} data-soft>
            {say.later} <span aria-hidden="true">▶</span>
          </a>
          <a href={viewHref(relation, view, { from: null, to: null })} data-soft>
            {say.clear}
          </a>
        </>
      )}
      <span class="quiet">{say.dateHint}</span>
    </form>
  );
}
