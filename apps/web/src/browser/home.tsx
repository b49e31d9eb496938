import { isLanguage } from '../words/language.ts';
import { followLive } from './live.ts';
import { loadWords } from './words.ts';

/** What a list of changes hands to its script. */
interface ListBoot {
  readonly cursor: string;
  readonly relation?: string;
}

const { lang } = document.documentElement;
const text = document.getElementById('boot')?.textContent;
if (text) {
  const boot = JSON.parse(text) as ListBoot;
  const words = await loadWords(isLanguage(lang) ? lang : 'en');
  const refresh = async (): Promise<void> => location.reload();
  void followLive({ words, refresh, ...boot });
}
document.documentElement.dataset.ready = '';
