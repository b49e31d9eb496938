import type { Refused } from '../address/view.ts';
import { type RelationData, wholeSpan, windowOf } from '../model/relation-data.ts';
import type { Span } from '../time/scale.ts';
import { Chart } from './chart.tsx';
import { useSetting } from './context.ts';
import type { Change } from './entry-list.tsx';
import { FacetForm } from './facets.tsx';
import { KnownBar } from './known-bar.tsx';
import { Listing } from './listing.tsx';
import { RefusedNotice } from './notice.tsx';
import { RelationHead } from './relation-head.tsx';

/** What a relation's page begins with: level, what was known, chart and list. */
export function RelationPage({
  data,
  refused,
  now,
  change = null,
  whole = wholeSpan(data),
}: {
  readonly data: RelationData;
  readonly refused: readonly Refused[];
  /** The day of the clock. */
  readonly now: string;
  readonly change?: Change | null;
  /** Stretch of time that the axis covers; absent = that of the data. */
  readonly whole?: Span;
}) {
  const { view } = useSetting();
  const window = windowOf({ from: view.from ?? null, to: view.to ?? null }, whole);
  return (
    <>
      <RefusedNotice refused={refused} />
      <RelationHead parties={data.parties} state={data.state} />
      <KnownBar relation={data.id} firstReported={data.firstReported} now={now} />
      <Chart data={data} whole={whole} window={window} />
      <div class="columns">
        <FacetForm data={data} />
        <Listing data={data} change={change} />
      </div>
    </>
  );
}
