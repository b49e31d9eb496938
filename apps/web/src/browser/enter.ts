import { toSearch, type View } from '../address/view.ts';
import type { How } from './model.ts';

/** Writes the address, and that of the links in header and footer, which stand outside of what is rendered here. */
export function enter(view: View, how: How): void {
  const search = toSearch(view);
  if (how === 'push') history.pushState(null, '', search || location.pathname);
  if (how === 'replace') history.replaceState(null, '', search || location.pathname);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-manner]')) {
    const { lang, theme } = link.dataset;
    const change = lang === undefined ? { theme: (theme || null) as View['theme'] } : { lang: lang as View['lang'] };
    link.search = toSearch({ ...view, ...change });
  }
}
