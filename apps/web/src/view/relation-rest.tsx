import type { RelationData } from '../model/relation-data.ts';
import { useMore } from './context.ts';
import { Figures } from './figures.tsx';
import { RelationTools } from './relation-tools.tsx';
import { StateParts } from './state-parts.tsx';

/** What a relation's page ends with: figures, the rest of the state, links and files. */
export function RelationRest({ data }: { readonly data: RelationData }) {
  const more = useMore();
  return (
    <>
      <Figures figures={data.state.figures} />
      <StateParts relation={data.id} state={data.state} />
      <p class="note">{more.state.scheme}</p>
      <RelationTools data={data} />
    </>
  );
}
