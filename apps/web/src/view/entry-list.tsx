import { showDate } from '../time/show.ts';
import { entryHref, useSetting } from './context.ts';
import { remarksOf } from './remarks.ts';
import type { Row } from './row.ts';

/** Entries in words, one after the other. `fresh` and `moved` are those that the last step of knowledge brought or changed. */
export function EntryList({
  rows,
  fresh,
  moved,
}: {
  readonly rows: readonly Row[];
  readonly fresh?: ReadonlySet<string>;
  readonly moved?: ReadonlySet<string>;
}) {
  return (
    <ol class="entries">
      {rows.map((row) => (
        <EntryItem key={row.id} row={row} change={fresh?.has(row.id) ? 'fresh' : moved?.has(row.id) ? 'moved' : null} />
      ))}
    </ol>
  );
}

function EntryItem({ row, change }: { row: Row; change: 'fresh' | 'moved' | null }) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const remarks = remarksOf(row, setting);
  return (
    <li class={`entry ${row.category}${change === null ? '' : ` ${change}`}`} data-entry={row.id}>
      <span class="date">{showDate(row.occurred, language, words, 'short')}</span>
      <span class="what">
        <a href={entryHref(row.id, view)}>{row.headline}</a>
        {remarks.map((remark) => (
          <span key={remark} class="remark">
            {remark}
          </span>
        ))}
        {change !== null && <span class="remark change">{words.marks[change]}</span>}
      </span>
      <span class="from">
        <span class="category">{words.categories[row.category]}</span> {words.sources(row.sources)}
      </span>
    </li>
  );
}
