import { render } from 'preact';
import type { View } from '../address/view.ts';
import type { RelationData } from '../model/relation-data.ts';
import { type Setting, SettingProvider } from '../view/context.ts';
import { RelationRest } from '../view/relation-rest.tsx';
import { moreWords } from './more-words.ts';

/** Shows what a relation's page ends with for other data. */
export async function renderRest(
  data: RelationData,
  view: View,
  setting: Omit<Setting, 'view' | 'more'>,
): Promise<void> {
  const place = document.getElementById('rest');
  if (!place) return;
  const more = await moreWords(setting.language);
  render(
    <SettingProvider value={{ ...setting, more, view }}>
      <RelationRest data={data} />
    </SettingProvider>,
    place,
  );
}
