import { isLanguage } from '../words/language.ts';

const page = document.querySelector<HTMLElement>('.entry-page');
const { lang } = document.documentElement;
const language = isLanguage(lang) ? lang : 'en';

for (const text of document.querySelectorAll<HTMLElement>('[data-copy]')) addCopyButton(text);
const curation = document.getElementById('curation');
if (curation instanceof HTMLDetailsElement && page) {
  curation.hidden = false;
  const { entry = '', relation = '' } = page.dataset;
  const open = async (): Promise<void> => {
    const { openCuration } = await import('./curation.tsx');
    await openCuration({ place: curation, entry, relation, language });
  };
  curation.addEventListener('toggle', () => void open(), { once: true });
}
document.documentElement.dataset.ready = '';

/** A button that copies a citation, where the browser lets a page write the clipboard. */
function addCopyButton(text: HTMLElement): void {
  if (!navigator.clipboard) return;
  const { copyLabel = '', copiedLabel = '' } = text.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = copyLabel;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? '');
      button.textContent = copiedLabel;
    } catch {
      // Without the right to write the clipboard the text is selected, ready for the keys.
      getSelection()?.selectAllChildren(text);
    }
  });
  text.after(button);
}
