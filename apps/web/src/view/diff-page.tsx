import { DIFFERENCES, type Diff, type DifferenceName, type DiffLine, type Entry } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import { showDate, showDay } from '../time/show.ts';
import { attributeName } from '../words/attributes.ts';
import { tellingAttributes, valueText } from './attributes.ts';
import { entryHref, relationHref, type Setting, useMore, useSetting } from './context.ts';
import { KeptFields } from './kept.tsx';
import { relationName } from './names.ts';
import { RefusedNotice } from './notice.tsx';

/** What was known on one day and what on another, as a readable list of differences. */
export function DiffPage({
  relation,
  from,
  to,
  diff,
  refused,
}: {
  readonly relation: string;
  readonly from: string | null;
  /** `null` = today. */
  readonly to: string | null;
  readonly diff: Diff | null;
  readonly refused: readonly Refused[];
}) {
  const { language, view, words } = useSetting();
  const more = useMore();
  const count = diff ? DIFFERENCES.reduce((sum, name) => sum + diff[name].length, 0) : 0;
  return (
    <>
      <RefusedNotice refused={refused} />
      <p class="back">
        <a href={relationHref(relation, view)}>{more.entry.back(relationName(relation, language))}</a>
      </p>
      <h1>{more.diff.title}</h1>
      <form class="known-form" action={`/relations/${relation}/diff`}>
        <KeptFields view={view} except={['from', 'to', 'asReported']} />
        <label>
          {more.diff.from} <input type="date" name="from" value={from ?? ''} required />
        </label>
        <label>
          {more.diff.to} <input type="date" name="to" value={to ?? ''} />
        </label>
        <button type="submit">{more.diff.show}</button>
      </form>
      {diff && (
        <p class="known-then">
          {showDay(from ?? '', language)} → {to === null ? words.known.today : showDay(to, language)}
          {words.colon}
          {count === 0
            ? more.diff.same
            : DIFFERENCES.filter((name) => diff[name].length > 0).map((name, i) => (
                <span key={name}>
                  {i > 0 && ' · '}
                  <a href={`#${name}`}>
                    {more.diff.sections[name]} {diff[name].length}
                  </a>
                </span>
              ))}
        </p>
      )}
      {diff && DIFFERENCES.map((name) => <Section key={name} name={name} lines={diff[name]} />)}
    </>
  );
}

function Section({ name, lines }: { readonly name: DifferenceName; readonly lines: readonly DiffLine[] }) {
  const more = useMore();
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>
        {more.diff.sections[name]} <span class="quiet">({lines.length})</span>
      </h2>
      <ol class="entries diff">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line }: { readonly line: DiffLine }) {
  const setting = useSetting();
  const { language, words, view } = setting;
  const more = useMore();
  const shown = line.after ?? line.before;
  if (!shown) return null;
  const fields = line.before && line.after ? fieldsOf(line.before, line.after, setting) : [];
  return (
    <li class={`entry ${shown.category}`}>
      <span class="date">{showDate(shown.occurred, language, words, 'short')}</span>
      <span class="what">
        <a href={entryHref(line.into ?? line.id, view)}>{shown.headline}</a>
        {fields.length > 0 && (
          <ul>
            {fields.map(({ name, was, is }) => (
              <li key={name}>
                {more.diff.field[name] ?? attributeName(name, language)}
                {words.colon}
                <del>{was}</del> → <ins>{is}</ins>
              </li>
            ))}
          </ul>
        )}
      </span>
      <span class="from">{words.sources(shown.sources)}</span>
    </li>
  );
}

interface Field {
  readonly name: string;
  readonly was: string;
  readonly is: string;
}

/** What an entry says otherwise, in words. */
function fieldsOf(before: Entry, after: Entry, setting: Setting): Field[] {
  const { words, language } = setting;
  const pairs: [string, string, string][] = [
    ['occurred', showDate(before.occurred, language, words), showDate(after.occurred, language, words)],
    ['status', valueText(before.status, setting, 'status'), valueText(after.status, setting, 'status')],
    ['sources', words.sources(before.sources), words.sources(after.sources)],
    ['contradictions', disagreements(before, setting), disagreements(after, setting)],
  ];
  const was = new Map(tellingAttributes(before.attributes));
  const is = new Map(tellingAttributes(after.attributes));
  for (const name of new Set([...was.keys(), ...is.keys()]))
    pairs.push([name, valueText(was.get(name), setting, name), valueText(is.get(name), setting, name)]);
  return pairs.filter(([, a, b]) => a !== b).map(([name, a, b]) => ({ name, was: a, is: b }));
}

function disagreements(entry: Entry, { language }: Setting): string {
  return entry.contradictions.map((one) => attributeName(one.about, language)).join(', ') || '–';
}
