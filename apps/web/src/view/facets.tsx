import type { View } from '../address/view.ts';
import type { Count, RelationData } from '../model/relation-data.ts';
import { useActions } from './actions.ts';
import { useSetting } from './context.ts';
import { KeptFields } from './kept.tsx';

/** Filters with how many entries each lets through in the window. */
export function FacetForm({ data }: { readonly data: RelationData }) {
  const { words, view } = useSetting();
  const actions = useActions();
  const { facets, id } = data;
  const say = words.relation;
  return (
    <form class="facets" action={`/relations/${id}`} data-soft aria-label={say.facets}>
      <details>
        <summary>{say.facets}</summary>
        <KeptFields view={view} except={['category', 'status', 'source', 'contested', 'scope', 'certainty']} />
        <Choices
          title={say.category}
          name="category"
          counts={facets.category}
          chosen={view.category ?? []}
          say={(v) => words.categories[v] ?? v}
        />
        <Choices
          title={say.status}
          name="status"
          counts={facets.status}
          chosen={view.status ?? []}
          say={(v) => words.statuses[v] ?? v}
        />
        <Choices title={say.source} name="source" counts={facets.source} chosen={view.source ?? []} say={(v) => v} />
        <fieldset>
          <legend>{say.more}</legend>
          <Check name="contested" value="true" checked={view.contested === true} label={words.marks.contested} />
          <Check name="certainty" value="certain" checked={view.certainty === 'certain'} label={say.certainty} />
          <Check name="scope" value="exact" checked={view.scope === 'exact'} label={say.scope} />
        </fieldset>
        {!actions && <button type="submit">{say.apply}</button>}
      </details>
    </form>
  );
}

function Choices({
  title,
  name,
  counts,
  chosen,
  say,
}: {
  readonly title: string;
  readonly name: keyof View;
  readonly counts: readonly Count[];
  readonly chosen: readonly string[];
  readonly say: (value: string) => string;
}) {
  const values: readonly Count[] = [
    ...counts,
    ...chosen.filter((value) => !counts.some((one) => one.value === value)).map((value) => ({ value, count: 0 })),
  ];
  if (values.length < 2 && chosen.length === 0) return null;
  return (
    <fieldset>
      <legend>{title}</legend>
      {values.slice(0, 12).map(({ value, count, name: called }) => (
        <Check
          key={value}
          name={name}
          value={value}
          checked={chosen.includes(value)}
          label={called ?? say(value)}
          count={count}
        />
      ))}
    </fieldset>
  );
}

function Check({
  name,
  value,
  checked,
  label,
  count,
}: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly label: string;
  readonly count?: number;
}) {
  const { language } = useSetting();
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span>{label}</span>
      {count !== undefined && <span class="quiet">{new Intl.NumberFormat(language).format(count)}</span>}
    </label>
  );
}
