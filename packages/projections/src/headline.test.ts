import { KIND_NAMES } from '@foedera/schema';
import { expect, it } from 'vitest';
import { headlineOf } from './index.ts';

it.each([
  [
    'visit',
    { visitor: 'Tô Lâm', host: 'BY', visitKind: 'state' },
    'Visit of Tô Lâm to Belarus (state)',
    'Visite de Tô Lâm en Biélorussie (visite d’État)',
  ],
  ['visit', { visitor: 'Alexandre Loukachenko' }, 'Visit of Alexandre Loukachenko', 'Visite d’Alexandre Loukachenko'],
  ['visit', { host: 'BY' }, 'Visit to Belarus', 'Visite en Biélorussie'],
  ['trade-volume', { amount: 95_800_000, unit: 'USD' }, 'Trade: 95.8 million USD', 'Commerce : 95,8 millions USD'],
  [
    'mission-opened',
    { mission: 'embassy', sender: 'BY', host: 'VN' },
    'Embassy of Belarus opened in Vietnam',
    'Ouverture : ambassade de la Biélorussie au Viêt Nam',
  ],
  [
    'recognition',
    { by: 'VN', of: 'BY' },
    'Vietnam recognised Belarus',
    'Reconnaissance de la Biélorussie par le Viêt Nam',
  ],
  ['agreement-signed', { type: 'protocol' }, 'Signed: protocol', 'Signature : protocol'],
  ['agreement-in-force', {}, 'Agreement in force', 'Entrée en vigueur d’un accord'],
  ['message', { channel: 'message', from: 'Luong Cuong' }, 'Message from Luong Cuong', 'Message de Luong Cuong'],
  [
    'invitation',
    { act: 'extended', from: 'US' },
    'Invitation from the United States (extended)',
    'Invitation des États-Unis (transmise)',
  ],
  ['mechanism-session', { ordinal: 12 }, 'Session 12 of a joint mechanism', 'Session n° 12 d’un mécanisme conjoint'],
  [
    'target-stated',
    { amount: 500_000_000, unit: 'USD', figure: 'trade-volume', horizon: '2020' },
    'Target: 500 million USD, trade, by 2020',
    'Objectif : 500 millions USD, commerce, d’ici 2020',
  ],
  [
    'target-stated',
    { amount: 500_000_000, horizon: 'in two years' },
    'Target: 500 million (in two years)',
    'Objectif : 500 millions (in two years)',
  ],
  ['other', { topic: '[{by}] || x' }, '[{by}] || x', '[{by}] || x'],
] as const)('says %s %j', (kind, attributes, en, fr) => {
  const headline = headlineOf(kind, attributes);
  expect(headline.en).toBe(en);
  expect(headline.fr.replace(/\s/g, ' ')).toBe(fr);
});

it.each([
  ['US', 'Visit to the United States', 'Visite aux États-Unis', 'Chuyến thăm Hoa Kỳ'],
  ['NL', 'Visit to the Netherlands', 'Visite aux Pays-Bas', 'Chuyến thăm Hà Lan'],
  ['VN', 'Visit to Vietnam', 'Visite au Viêt Nam', 'Chuyến thăm Việt Nam'],
  ['MX', 'Visit to Mexico', 'Visite au Mexique', 'Chuyến thăm Mexico'],
  ['IR', 'Visit to Iran', 'Visite en Iran', 'Chuyến thăm Iran'],
  ['CU', 'Visit to Cuba', 'Visite à Cuba', 'Chuyến thăm Cuba'],
  ['KR', 'Visit to South Korea', 'Visite en Corée du Sud', 'Chuyến thăm Hàn Quốc'],
  ['SU', 'Visit to the Soviet Union', 'Visite en Union soviétique', 'Chuyến thăm Liên Xô'],
])('puts %s into a sentence', (host, en, fr, vi) => {
  expect(headlineOf('visit', { host })).toEqual({ en, fr, vi });
});

it.each([
  ['US', 'Reconnaissance des États-Unis par les Pays-Bas'],
  ['IL', 'Reconnaissance d’Israël par les Pays-Bas'],
  ['AM', 'Reconnaissance de l’Arménie par les Pays-Bas'],
  ['LA', 'Reconnaissance du Laos par les Pays-Bas'],
  ['CL', 'Reconnaissance du Chili par les Pays-Bas'],
])('says in French of what is recognised: %s', (of, fr) => {
  expect(headlineOf('recognition', { by: 'NL', of }).fr).toBe(fr);
});

it('leaves no gap where a source states nothing', () => {
  for (const kind of KIND_NAMES) {
    for (const text of Object.values(headlineOf(kind, {}))) expect(text, kind).toMatch(/^[^\s{[:][^{[]*[^\s:,({[]$/);
  }
});
