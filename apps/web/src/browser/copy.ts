const SHOWN_MS = 4_000;

/** Links that pin what is shown are copied instead of followed, where the browser lets a page write the clipboard. */
export function copyLinks(): void {
  document.addEventListener('click', async (event) => {
    const link = (event.target as Element).closest?.('a[data-copy-link]');
    if (!(link instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || !navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      const text = link.textContent ?? '';
      link.textContent = link.dataset.copied ?? '';
      setTimeout(() => {
        link.textContent = text;
      }, SHOWN_MS);
    } catch {
      // Without the right to write the clipboard the pinned page itself is the link to copy.
      location.assign(link.href);
    }
  });
}
