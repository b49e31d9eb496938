import { showDate } from '../time/show.ts';
import { entryHref, useSetting } from './context.ts';
import { remarksOf } from './remarks.ts';
import type { Row } from './row.ts';

/** What the last step of knowledge brought or changed, by entry id. */
export interface Change {
  readonly fresh: ReadonlySet<string>;
  readonly moved: ReadonlySet<string>;
}

/** Entries in words, one after the other. */
export function EntryList({ rows, change }: { readonly rows: readonly Row[]; readonly change: Change | null }) {
  const of = (id: string) => (change?.fresh.has(id) ? 'fresh' : change?.moved.has(id) ? 'moved' : null);
  return (
    <ol class="entries">
      {rows.map((row) => (
        <EntryItem key={row.id} row={row} change={of(row.id)} />
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
          <span key={remark.text} class={remark.alert ? 'remark alert' : 'remark'}>
            {remark.text}
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
