/**
 * Actors: states by ISO 3166-1 alpha-2 (former ones by their former code), unions and organisations by a short code.
 */

/** Former states whose relations a present one continues. @see ISO 3166-3 for the codes */
export const SUCCESSORS: Readonly<Record<string, string>> = {
  SU: 'RU',
  VD: 'VN',
  DD: 'DE',
  YU: 'RS',
  CS: 'RS',
  BU: 'MM',
  ZR: 'CD',
  TP: 'TL',
  HV: 'BF',
  DY: 'BJ',
  RH: 'ZW',
  YD: 'YE',
};

/** A union or organisation, with its members and the half-open interval of days in which each was one. */
export interface Union {
  readonly code: string;
  readonly name: { readonly en: string; readonly fr: string; readonly vi: string };
  /** `from` inclusive, `to` exclusive, `YYYY-MM-DD`; absent = open. */
  readonly members: readonly { readonly party: string; readonly from?: string; readonly to?: string }[];
}

const since = (from: string, ...parties: string[]): Union['members'] => parties.map((party) => ({ party, from }));

/** Unions and organisations with dated membership. A list in a text wins over this table. */
export const UNIONS: readonly Union[] = [
  {
    code: 'EACU',
    name: {
      en: 'Customs Union of Belarus, Kazakhstan and Russia',
      fr: 'Union douanière (Russie, Biélorussie, Kazakhstan)',
      vi: 'Liên minh Thuế quan Nga - Belarus - Kazakhstan',
    },
    members: since('2010-01-01', 'BY', 'KZ', 'RU'),
  },
  {
    code: 'EAEU',
    name: { en: 'Eurasian Economic Union', fr: 'Union économique eurasiatique', vi: 'Liên minh Kinh tế Á - Âu' },
    members: [...since('2015-01-01', 'BY', 'KZ', 'RU'), ...since('2015-01-02', 'AM'), ...since('2015-08-12', 'KG')],
  },
  {
    code: 'ASEAN',
    name: { en: 'ASEAN', fr: 'ASEAN', vi: 'ASEAN' },
    members: [
      ...since('1967-08-08', 'ID', 'MY', 'PH', 'SG', 'TH'),
      ...since('1984-01-07', 'BN'),
      ...since('1995-07-28', 'VN'),
      ...since('1997-07-23', 'LA', 'MM'),
      ...since('1999-04-30', 'KH'),
      ...since('2025-10-26', 'TL'),
    ],
  },
  {
    code: 'EU',
    name: { en: 'European Union', fr: 'Union européenne', vi: 'Liên minh châu Âu' },
    members: [
      ...since('1958-01-01', 'BE', 'DE', 'FR', 'IT', 'LU', 'NL'),
      ...since('1973-01-01', 'DK', 'IE'),
      { party: 'GB', from: '1973-01-01', to: '2020-02-01' },
      ...since('1981-01-01', 'GR'),
      ...since('1986-01-01', 'ES', 'PT'),
      ...since('1995-01-01', 'AT', 'FI', 'SE'),
      ...since('2004-05-01', 'CY', 'CZ', 'EE', 'HU', 'LT', 'LV', 'MT', 'PL', 'SI', 'SK'),
      ...since('2007-01-01', 'BG', 'RO'),
      ...since('2013-07-01', 'HR'),
    ],
  },
  {
    code: 'MERCOSUR',
    name: { en: 'Mercosur', fr: 'Mercosur', vi: 'Mercosur' },
    members: [...since('1991-03-26', 'AR', 'BR', 'PY', 'UY'), ...since('2024-08-07', 'BO')],
  },
  {
    code: 'EFTA',
    name: {
      en: 'European Free Trade Association',
      fr: 'Association européenne de libre-échange',
      vi: 'Hiệp hội Mậu dịch Tự do châu Âu',
    },
    members: [...since('1960-05-03', 'CH', 'NO'), ...since('1970-03-01', 'IS'), ...since('1991-09-01', 'LI')],
  },
  {
    code: 'GCC',
    name: { en: 'Gulf Cooperation Council', fr: 'Conseil de coopération du Golfe', vi: 'Hội đồng Hợp tác Vùng Vịnh' },
    members: since('1981-05-25', 'AE', 'BH', 'KW', 'OM', 'QA', 'SA'),
  },
  {
    code: 'BENELUX',
    name: { en: 'Benelux', fr: 'Benelux', vi: 'Benelux' },
    members: since('1960-11-01', 'BE', 'LU', 'NL'),
  },
  {
    code: 'SACU',
    name: {
      en: 'Southern African Customs Union',
      fr: 'Union douanière d’Afrique australe',
      vi: 'Liên minh Thuế quan Nam Phi',
    },
    members: [...since('1970-03-01', 'BW', 'LS', 'SZ', 'ZA'), ...since('1990-07-10', 'NA')],
  },
  {
    code: 'ECOWAS',
    name: {
      en: 'Economic Community of West African States',
      fr: 'Communauté économique des États de l’Afrique de l’Ouest',
      vi: 'Cộng đồng Kinh tế các quốc gia Tây Phi',
    },
    members: [
      ...since('1975-05-28', 'BJ', 'CI', 'GH', 'GM', 'GN', 'GW', 'LR', 'NG', 'SL', 'SN', 'TG'),
      ...['BF', 'ML', 'NE'].map((party) => ({ party, from: '1975-05-28', to: '2025-01-29' })),
      { party: 'MR', from: '1975-05-28', to: '2001-01-01' },
      ...since('1977-01-01', 'CV'),
    ],
  },
  {
    code: 'UEMOA',
    name: {
      en: 'West African Economic and Monetary Union',
      fr: 'Union économique et monétaire ouest-africaine',
      vi: 'Liên minh Kinh tế và Tiền tệ Tây Phi',
    },
    members: [...since('1994-08-01', 'BF', 'BJ', 'CI', 'ML', 'NE', 'SN', 'TG'), ...since('1997-05-02', 'GW')],
  },
  {
    code: 'CEMAC',
    name: {
      en: 'Economic and Monetary Community of Central Africa',
      fr: 'Communauté économique et monétaire de l’Afrique centrale',
      vi: 'Cộng đồng Kinh tế và Tiền tệ Trung Phi',
    },
    members: since('1999-06-25', 'CF', 'CG', 'CM', 'GA', 'GQ', 'TD'),
  },
  {
    code: 'EAC',
    name: { en: 'East African Community', fr: 'Communauté d’Afrique de l’Est', vi: 'Cộng đồng Đông Phi' },
    members: [
      ...since('2000-07-07', 'KE', 'TZ', 'UG'),
      ...since('2007-07-01', 'BI', 'RW'),
      ...since('2016-09-05', 'SS'),
      ...since('2022-07-11', 'CD'),
      ...since('2024-03-04', 'SO'),
    ],
  },
  {
    code: 'SADC',
    name: {
      en: 'Southern African Development Community',
      fr: 'Communauté de développement de l’Afrique australe',
      vi: 'Cộng đồng Phát triển miền Nam châu Phi',
    },
    members: [
      ...since('1992-08-17', 'AO', 'BW', 'LS', 'MW', 'MZ', 'NA', 'SZ', 'TZ', 'ZM', 'ZW'),
      ...since('1994-08-30', 'ZA'),
      ...since('1995-08-28', 'MU'),
      ...since('1997-09-08', 'CD'),
      ...since('2005-08-18', 'MG'),
      ...since('2008-08-16', 'SC'),
      ...since('2017-08-20', 'KM'),
    ],
  },
  {
    code: 'CARICOM',
    name: { en: 'Caribbean Community', fr: 'Communauté caribéenne', vi: 'Cộng đồng Caribe' },
    members: [
      ...since('1973-08-01', 'BB', 'GY', 'JM', 'TT'),
      ...since('1974-05-01', 'BZ', 'DM', 'GD', 'LC', 'MS', 'VC'),
      ...since('1974-07-04', 'AG'),
      ...since('1974-07-26', 'KN'),
      ...since('1983-07-04', 'BS'),
      ...since('1995-07-04', 'SR'),
      ...since('2002-07-02', 'HT'),
    ],
  },
  {
    code: 'PACIFIC',
    name: { en: 'Pacific Alliance', fr: 'Alliance du Pacifique', vi: 'Liên minh Thái Bình Dương' },
    members: since('2011-04-28', 'CL', 'CO', 'MX', 'PE'),
  },
  { code: 'UN', name: { en: 'United Nations', fr: 'Nations unies', vi: 'Liên Hợp Quốc' }, members: [] },
  { code: 'AU', name: { en: 'African Union', fr: 'Union africaine', vi: 'Liên minh châu Phi' }, members: [] },
];

const PARTY = /^[A-Z]{2}$/;

/** True for a well-formed party code of a state: two capital letters (present or former ISO 3166-1 alpha-2). */
export function isPartyCode(code: string): boolean {
  return PARTY.test(code);
}

/** The party as its relations continue today: SU → RU; any other code is itself. */
export function continuedBy(party: string): string {
  return SUCCESSORS[party] ?? party;
}

/** Members of a union on a day (`YYYY-MM-DD`), sorted; empty when the union is unknown or its members are not listed. */
export function membersOn(code: string, day: string): string[] {
  const union = UNIONS.find((u) => u.code === code);
  if (!union) return [];
  return union.members
    .filter((m) => (m.from === undefined || m.from <= day) && (m.to === undefined || day < m.to))
    .map((m) => m.party)
    .sort();
}

/** Relation id of a set of parties: distinct codes, sorted, joined by `-` (`BY-VN`). */
export function relationId(parties: readonly string[]): string {
  return [...new Set(parties)].sort().join('-');
}

/** Parties of a relation id, sorted; `null` when it is not two or more well-formed codes. */
export function parseRelationId(id: string): string[] | null {
  const parties = id.split('-');
  if (parties.length < 2 || !parties.every(isPartyCode)) return null;
  const distinct = [...new Set(parties)].sort();
  return distinct.length === parties.length ? distinct : null;
}
