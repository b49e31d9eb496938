/**
 * Links and forms that lead to another view of the same page (`data-soft`) are followed without loading it anew. They
 * are plain links and forms for everything else: new tabs, copying, pages without scripts.
 */
export function softLinks(place: HTMLElement, follow: (search: string, how: 'push') => void): void {
  const sent = (form: HTMLFormElement): void => {
    const search = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value !== '') search.append(name, value);
    follow(`?${search}`, 'push');
  };
  place.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[data-soft]');
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    follow(link.search, 'push');
  });
  place.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !('soft' in form.dataset)) return;
    event.preventDefault();
    sent(form);
  });
  place.addEventListener('change', (event) => {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.type === 'checkbox' && box.form && 'soft' in box.form.dataset)
      sent(box.form);
  });
}
