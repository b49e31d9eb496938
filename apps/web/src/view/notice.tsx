import type { Refused } from '../address/view.ts';
import { useSetting } from './context.ts';

/** Says what of the address was not understood. */
export function RefusedNotice({ refused }: { readonly refused: readonly Refused[] }) {
  const { words } = useSetting();
  if (refused.length === 0) return null;
  return (
    <div class="notice" role="alert">
      <p>{words.problem.parameters}</p>
      <ul>
        {refused.map(({ name, detail }) => (
          <li key={`${name} ${detail}`}>
            {detail === null ? (
              words.problem.unknownParameter(name)
            ) : (
              <>
                <code>{name}</code>
                {words.colon}
                {detail}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
