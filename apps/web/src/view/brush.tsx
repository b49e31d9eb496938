import { useRef, useState } from 'preact/hooks';
import { percent, type Span, yearOf, yearStart } from '../time/scale.ts';
import { useSetting } from './context.ts';

/**
 * Chooses a window over the bars, whole years: drag over them, or move either end with the keys. What is being chosen
 * is shown at once; it is asked for when the pointer is lifted or a key was pressed.
 */
export function Brush({
  whole,
  window,
  onBrush,
}: {
  readonly whole: Span;
  readonly window: Span;
  readonly onBrush: (window: Span) => void;
}) {
  const { words } = useSetting();
  const surface = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly anchor: number; readonly at: number } | null>(null);
  const first = yearOf(whole.from);
  const last = yearOf(whole.to - 1) + 1;
  if (last - first < 2) return null;

  const yearAt = (clientX: number): number => {
    const { left, width } = (surface.current as HTMLDivElement).getBoundingClientRect();
    const share = Math.min(0.9999, Math.max(0, (clientX - left) / width));
    return yearOf(whole.from + Math.floor(share * (whole.to - whole.from)));
  };
  const chosen = (a: number, b: number): Span => ({
    from: yearStart(Math.min(a, b)),
    to: yearStart(Math.max(a, b) + 1),
  });
  const from = yearOf(window.from);
  const to = Math.max(from + 1, yearOf(window.to - 1) + 1);
  const shown = drag && chosen(drag.anchor, drag.at);
  const lift = (): void => {
    if (drag) onBrush(chosen(drag.anchor, drag.at));
    setDrag(null);
  };
  return (
    <>
      <div
        ref={surface}
        class="brush-surface"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const year = yearAt(event.clientX);
          setDrag({ anchor: year, at: year });
        }}
        onPointerMove={(event) => drag && setDrag({ ...drag, at: yearAt(event.clientX) })}
        onPointerUp={lift}
        onPointerCancel={() => setDrag(null)}
      >
        {shown && (
          <svg class="plot" height="56" aria-hidden="true">
            <rect
              class="dragged"
              x={`${percent(shown.from, whole)}%`}
              width={`${percent(shown.to, whole) - percent(shown.from, whole)}%`}
              height="56"
            />
          </svg>
        )}
      </div>
      <div class="ends">
        <input
          type="range"
          class="start"
          aria-label={words.relation.windowStart}
          min={first}
          max={last}
          value={from}
          aria-valuetext={String(from)}
          onChange={(event) => onBrush(chosen(Math.min(Number(event.currentTarget.value), to - 1), to - 1))}
        />
        <input
          type="range"
          class="end"
          aria-label={words.relation.windowEnd}
          min={first}
          max={last}
          value={to}
          aria-valuetext={String(to)}
          onChange={(event) => onBrush(chosen(from, Math.max(Number(event.currentTarget.value), from + 1) - 1))}
        />
      </div>
    </>
  );
}
