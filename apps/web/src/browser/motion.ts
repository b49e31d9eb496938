const DURATION_MS = 450;

/** Runs a change of the page; marks of the chart that stay move to where they belong, those that come fade in. */
export function animateMarks(change: () => void): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    change();
    return;
  }
  const before = places();
  change();
  requestAnimationFrame(() => {
    for (const [id, { node, box }] of places()) {
      const from = before.get(id)?.box;
      if (!from) node.animate([{ opacity: 0 }, { opacity: 1 }], { duration: DURATION_MS, easing: 'ease-out' });
      else if (Math.abs(from.x - box.x) + Math.abs(from.y - box.y) > 1)
        node.animate([{ transform: `translate(${from.x - box.x}px, ${from.y - box.y}px)` }, { transform: 'none' }], {
          duration: DURATION_MS,
          easing: 'ease-in-out',
        });
    }
  });
}

function places(): Map<
  string,
  { readonly node: SVGElement; readonly box: { readonly x: number; readonly y: number } }
> {
  const nodes = document.querySelectorAll<SVGElement>('[data-mark]');
  return new Map(
    [...nodes].map((node) => {
      const { x, y } = node.getBoundingClientRect();
      return [node.dataset.mark ?? '', { node, box: { x, y: y + scrollY } }];
    }),
  );
}
