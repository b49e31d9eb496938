import type { RelationState } from '@foedera/client';
import { boundsOf } from '../time/bounds.ts';
import { percent, type Span, type Tick } from '../time/scale.ts';
import { showDate } from '../time/show.ts';
import { Grid } from './axis.tsx';
import { entryHref, useSetting } from './context.ts';

/** One height of the line: where it begins, how sure that is, and what it is called. */
interface Step {
  readonly entry: string | null;
  readonly label: string;
  readonly date: string;
  /** 0 = diplomatic relations without a level. */
  readonly rung: number;
  /** `false` where the wording is no rung: the line stays where it was and only carries a mark. */
  readonly moves: boolean;
  readonly from: number;
  readonly surely: number;
  readonly contested: boolean;
}

const ROW = 26;
const TOP = 20;
const BOTTOM = 18;

/** Steps of a relation's level: diplomatic relations first, then each level in order. */
function stepsOf(state: RelationState, span: Span, word: (edtf: string | null) => string, established: string): Step[] {
  const steps: Step[] = [];
  const add = (since: string | null, rest: Omit<Step, 'from' | 'surely' | 'date'>): void => {
    const { earliest, latest } = boundsOf(since);
    const from = earliest ?? latest ?? span.from;
    steps.push({ ...rest, date: word(since), from, surely: latest ?? from });
  };
  const { relations, level } = state;
  if (relations.status !== 'none')
    add(relations.since, {
      entry: relations.entry,
      label: established,
      rung: 0,
      moves: true,
      contested: relations.contested,
    });
  for (const step of level?.history ?? [])
    add(step.since, {
      entry: step.entry,
      // What is no rung is shown as its source words it.
      label: step.rung === null && step.wording ? `“${step.wording}”` : step.label,
      rung: step.rung ?? 0,
      moves: step.rung !== null,
      contested: false,
    });
  return steps.sort((a, b) => a.from - b.from);
}

/** The step line of levels over the years beside the rungs of its scheme, and the same steps as a list for those who do not see it. */
export function LevelLine({ state, span, ticks }: { state: RelationState; span: Span; ticks: readonly Tick[] }) {
  const { language, words, view } = useSetting();
  const word = (edtf: string | null): string => showDate(edtf, language, words, 'short');
  const steps = stepsOf(state, span, word, words.relation.relations.established ?? '');
  const most = Math.max(1, ...steps.map((step) => step.rung));
  const height = TOP + (most + 1) * ROW + BOTTOM;
  const y = (rung: number): number => TOP + (most - rung) * ROW + ROW / 2;
  let held = 0;
  const placed = steps.map((step, i) => {
    if (step.moves) held = step.rung;
    const next = steps.slice(i + 1).find((s) => s.moves);
    return { ...step, at: held, end: next ? next.from : span.to };
  });
  return (
    <>
      <div class="label">
        {words.relation.levelHeading}
        <svg class="plot scale" height={height} aria-hidden="true">
          {Array.from({ length: most + 1 }, (_, rung) => (
            <text key={rung} x="100%" y={y(rung) + 4}>
              {words.relation.rungs[rung]}
            </text>
          ))}
        </svg>
        <ol class="hidden">
          {steps.map((step) => (
            <li key={step.entry}>
              {step.label}, {step.date}
            </li>
          ))}
        </ol>
      </div>
      <svg class="plot level" height={height} aria-hidden="true">
        <Grid ticks={ticks} span={span} />
        {Array.from({ length: most + 1 }, (_, rung) => (
          <line key={rung} class="rung" x1="0" x2="100%" y1={y(rung)} y2={y(rung)} />
        ))}
        {placed.map((step, i) => {
          const x = percent(step.from, span);
          const x2 = percent(step.end, span);
          const before = placed
            .slice(0, i)
            .filter((s) => s.moves)
            .at(-1);
          const wide = percent(step.surely + 1, span) - x;
          // A step without a beginning in the window goes on; a wording from before it is no part of it.
          const starts = step.surely >= span.from;
          if (step.end <= span.from || step.from >= span.to || !(starts || step.moves)) return null;
          return (
            <g key={step.entry ?? i} class={step.moves ? 'step' : 'step wording'}>
              {step.moves && <line class="hold" x1={`${x}%`} x2={`${x2}%`} y1={y(step.at)} y2={y(step.at)} />}
              {step.moves && before && starts && (
                <line class="rise" x1={`${x}%`} x2={`${x}%`} y1={y(before.at)} y2={y(step.at)} />
              )}
              {wide > 0.3 && (
                <rect class="unsure" x={`${x}%`} width={`${wide}%`} y={y(step.at) - 5} height="10">
                  <title>{step.date}</title>
                </rect>
              )}
              <a tabIndex={-1} href={step.entry === null ? undefined : entryHref(step.entry, view)}>
                {starts && step.contested && <circle class="ring" cx={`${x}%`} cy={y(step.at)} r="7" />}
                {starts && <circle class="start" cx={`${x}%`} cy={y(step.at)} r="4" />}
                <text x={`${x}%`} y={step.moves ? y(step.at) - 9 : y(step.at) + 20} class={x > 55 ? 'end' : ''}>
                  {step.label}
                  <tspan class="when">, {step.date}</tspan>
                </text>
              </a>
            </g>
          );
        })}
      </svg>
    </>
  );
}
