import { KIND_NAMES } from '@foedera/schema';
import { expect, it } from 'vitest';
import { headlineOf } from './index.ts';

it.each([
  [
    'visit',
    { visitor: 'Tô Lâm', host: 'BY', visitKind: 'state' },
    'Visit of Tô Lâm to Belarus (state)',
    'Visite de Tô Lâm – Biélorussie (visite d’État)',
  ],
  ['visit', { visitor: 'Alexandre Loukachenko' }, 'Visit of Alexandre Loukachenko', 'Visite d’Alexandre Loukachenko'],
  ['visit', { host: 'BY' }, 'Visit to Belarus', 'Visite – Biélorussie'],
  ['trade-volume', { amount: 95_800_000, unit: 'USD' }, 'Trade: 95.8 million USD', 'Commerce : 95,8 millions USD'],
  [
    'mission-opened',
    { mission: 'embassy', sender: 'BY', host: 'VN' },
    'Belarus: embassy opened in Vietnam',
    'Biélorussie : ouverture, ambassade (Viêt Nam)',
  ],
  ['recognition', { by: 'VN', of: 'BY' }, 'Vietnam recognised Belarus', 'Viêt Nam reconnaît Biélorussie'],
  ['agreement-signed', { type: 'protocol' }, 'Signed: protocol', 'Signature : protocol'],
  ['other', { topic: '[{by}] || x' }, '[{by}] || x', '[{by}] || x'],
] as const)('says %s %j', (kind, attributes, en, fr) => {
  const headline = headlineOf(kind, attributes);
  expect(headline.en).toBe(en);
  expect(headline.fr.replace(/\s/g, ' ')).toBe(fr);
});

it('leaves no gap where a source states nothing', () => {
  for (const kind of KIND_NAMES) {
    for (const text of Object.values(headlineOf(kind, {}))) expect(text, kind).toMatch(/^[^\s{[:][^{[]*[^\s:,({[]$/);
  }
});
