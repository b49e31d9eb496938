import type { FigurePoint, RelationState } from '@foedera/client';
import { boundsOf } from '../time/bounds.ts';
import { showDate } from '../time/show.ts';
import type { Language } from '../words/language.ts';
import { entryHref, useMore, useSetting } from './context.ts';
import { partyName } from './names.ts';

const HEIGHT = 64;

/** Each figure as a small series: one mark for each period, at its period's place in time and its value's height. */
export function Figures({ figures }: { readonly figures: RelationState['figures'] }) {
  const more = useMore();
  if (figures.length === 0) return null;
  return (
    <section class="figures" aria-labelledby="figures">
      <h2 id="figures">{more.state.figures}</h2>
      <div class="small-multiples">
        {figures.map((figure) => (
          <Series key={`${figure.kind} ${figure.of}`} figure={figure} />
        ))}
      </div>
      <p class="note">{more.state.figuresNote}</p>
    </section>
  );
}

function Series({ figure }: { readonly figure: RelationState['figures'][number] }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  const dated = figure.series.flatMap((point) => {
    const { earliest, latest } = boundsOf(point.occurred);
    return earliest === null || latest === null ? [] : [{ point, from: earliest, to: latest + 1 }];
  });
  const from = Math.min(...dated.map((d) => d.from)) - 200;
  const to = Math.max(...dated.map((d) => d.to)) + 200;
  const most = Math.max(...dated.map((d) => d.point.value));
  const x = (day: number): number => ((day - from) / (to - from)) * 100;
  const y = (value: number): number => HEIGHT - 6 - (value / most) * (HEIGHT - 18);
  return (
    <figure class="series">
      <figcaption>
        <strong>{more.kinds[figure.kind] ?? figure.kind}</strong>{' '}
        <span class="quiet">{unitOf(figure.of, language)}</span>
      </figcaption>
      <svg class="plot" height={HEIGHT} aria-hidden="true">
        <line class="rung" x1="0" x2="100%" y1={HEIGHT - 6} y2={HEIGHT - 6} />
        {dated.map(({ point, from: start, to: end }) => (
          <g key={point.entry}>
            <line class="period" x1={`${x(start)}%`} x2={`${x(end)}%`} y1={y(point.value)} y2={y(point.value)} />
            <circle
              class={point.approx || point.atLeast ? 'value hollow' : 'value'}
              cx={`${(x(start) + x(end)) / 2}%`}
              cy={y(point.value)}
              r="3.5"
            />
          </g>
        ))}
      </svg>
      <ol>
        {figure.series.map((point) => (
          <li key={point.entry}>
            <span class="date">{showDate(point.occurred, language, words, 'short')}</span>{' '}
            <a href={entryHref(point.entry, view)}>{figureText(point, language)}</a>
            {point.contested && <span class="remark alert">{words.marks.contested}</span>}
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** A value as it was said: `≈` where approximate, `≥` where a least value. */
export function figureText(
  point: Pick<FigurePoint, 'value' | 'unit' | 'approx' | 'atLeast'>,
  language: string,
): string {
  const sign = point.atLeast ? '≥ ' : point.approx ? '≈ ' : '';
  return `${sign}${amountOf(point.value, point.unit, language)}`;
}

/** An amount with its unit; a currency by its code. */
export function amountOf(value: number, unit: string | null, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return unit === null ? number : `${number} ${unit}`;
}

/** What tells series apart is a list of words; those that are empty say nothing, and codes are states. */
function unitOf(of: string, language: Language): string {
  const parts = of.split(/[\s|/]+/).filter(Boolean);
  return parts.map((part) => partyName(part, language)).join(' – ');
}
