import { toSearch, type View } from '../address/view.ts';

/** The rest of a view as hidden fields, so that sending a form changes nothing but what it asks. */
export function KeptFields({
  view,
  except,
}: {
  readonly view: Partial<View>;
  readonly except: readonly (keyof View)[];
}) {
  const kept = { ...view, ...Object.fromEntries([...except, 'after'].map((name) => [name, undefined])) };
  return (
    <>
      {[...new URLSearchParams(toSearch(kept as Partial<View>))].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
