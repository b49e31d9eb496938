/** What is pointed at or focused in the list is lit in the chart, and the other way round. */
export function linkMarksAndItems(place: HTMLElement): void {
  let lit: string | null = null;
  const light = (id: string | null): void => {
    if (id === lit) return;
    for (const node of place.querySelectorAll('.lit')) node.classList.remove('lit');
    lit = id;
    if (id === null) return;
    for (const node of place.querySelectorAll(`[data-mark="${id}"], [data-entry="${id}"]`)) node.classList.add('lit');
  };
  const idOf = (target: EventTarget | null): string | null => {
    const node = target instanceof Element ? target.closest('[data-mark], [data-entry]') : null;
    return node?.getAttribute('data-mark') ?? node?.getAttribute('data-entry') ?? null;
  };
  for (const name of ['pointerover', 'focusin'] as const)
    place.addEventListener(name, (event) => light(idOf(event.target)), { passive: true });
}
