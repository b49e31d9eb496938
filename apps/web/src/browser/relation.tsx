import { hydrate } from 'preact';
import type { RelationBoot } from '../model/boot.ts';
import { ActionsProvider } from '../view/actions.ts';
import { SettingProvider } from '../view/context.ts';
import { RelationPage } from '../view/relation-page.tsx';
import { copyLinks } from './copy.ts';
import { followLive } from './live.ts';
import { openModel } from './model.ts';
import { softLinks } from './soft.ts';
import { loadWords } from './words.ts';

const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '') as RelationBoot;
const place = document.getElementById('page') as HTMLElement;
const { language } = boot;
const words = await loadWords(language);
const model = openModel(boot, words);

function App() {
  const { data, view, refused, change } = model.shown.value;
  return (
    <ActionsProvider value={model.ready.value ? model.actions : null}>
      <SettingProvider value={{ language, words, more: null, view }}>
        <RelationPage data={data} refused={refused} now={boot.now} change={change} whole={model.widest()} />
      </SettingProvider>
    </ActionsProvider>
  );
}

hydrate(<App />, place);
// What only scripts can do appears once the page stands as the server made it.
model.ready.value = true;
softLinks(place, model.follow);
addEventListener('popstate', () => model.follow(location.search, 'stay'));
const lightUp = () => import('./highlight.ts').then(({ linkMarksAndItems }) => linkMarksAndItems(place));
for (const name of ['pointerover', 'focusin']) place.addEventListener(name, lightUp, { once: true });
copyLinks();
requestAnimationFrame(() => {
  document.documentElement.dataset.ready = '';
});
if (boot.view.asRecorded === null)
  void followLive({ words, relation: boot.data.id, cursor: boot.cursor, refresh: model.refresh });
