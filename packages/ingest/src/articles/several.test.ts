import { describe, expect, it } from 'vitest';
import { openPacks } from './packs.ts';
import { openRuleExtractor } from './rules.ts';

/** What a text published on 10 May 2024 states: kind, states, date. */
function stated(text: string): string[] {
  const { facts } = openRuleExtractor().extract({
    bytes: Buffer.from(text),
    name: 'a.txt',
    published: '2024-05-10',
    publishedBasis: 'given',
  });
  return facts.map(({ kind, parties, date }) => `${kind} ${[...parties].sort().join('-')} ${date}`).sort();
}

const each = (kind: string, codes: readonly string[], host: string, date: string): string[] =>
  codes.map((code) => `${kind} ${[code, host].sort().join('-')} ${date}`).sort();

describe('one sentence, several happenings', () => {
  it('credentials: those whom the next sentences list, to the state where they are accredited', () => {
    const text = `Revenu de France, où il avait vu le chef de l'État, le président de la République a reçu jeudi 9 mai 2024 les lettres de créance de cinq nouveaux ambassadeurs accrédités au Bénin. La France avait été sa dernière étape. Trois d'entre eux sont venus dans la matinée. Ce sont leurs Excellences du Chili, de la Grande Bretagne et du Népal. Dans l'après-midi, ce fut le tour des autres. Il s'agit des ambassadeurs de la Guinée Bissau et du Japon.`;
    expect(stated(text)).toEqual(each('credentials-presented', ['CL', 'GB', 'NP', 'GW', 'JP'], 'BJ', '2024-05-09'));
  });

  it('credentials: those whom the sentence before listed', () => {
    const text = `Au Mali, trois diplomates ont pris leurs fonctions en tant qu'ambassadeurs auprès de l'État malien le 8 mai 2024. Il s'agit de Paul Smit du Royaume des Pays-Bas, Jean Roy du Canada et Luis Vega de l'Espagne. Ils ont remis le 9 mai leurs lettres de créance au président malien.`;
    expect(stated(text)).toEqual(each('credentials-presented', ['NL', 'CA', 'ES'], 'ML', '2024-05-09'));
  });

  it('credentials: one of a line each', () => {
    const text = `The President will receive on 14 May the credentials of ambassadors posted in Washington. The following ambassadors will attend:\n\nAmbassador Park Minsu, Republic of Korea\n\nAmbassador Ana Ruiz, Republic of Chile\n\nAmbassador Ali bin Omar, Malaysia`;
    expect(stated(text)).toEqual(each('credentials-presented', ['KR', 'CL', 'MY'], 'US', '2024-05-14'));
  });

  it('messages of several to one, and had from several', () => {
    expect(
      stated(
        `Hanoï (VNA) – Les dirigeants de la Malaisie, de l'Allemagne et du Canada ont adressé le 8 mai leurs félicitations au nouveau président vietnamien.`,
      ),
    ).toEqual(each('message', ['MY', 'DE', 'CA'], 'VN', '2024-05-08'));
    expect(
      stated(
        `Hanoï (VNA) – Le président vietnamien a reçu le 8 mai des messages de félicitations du président algérien Abdelmadjid Tebboune et de l'émir koweïtien.`,
      ),
    ).toEqual(each('message', ['DZ', 'KW'], 'VN', '2024-05-08'));
  });

  it('relations founded by several with one, raised by one with several', () => {
    expect(
      stated(`En 2018, le Burkina Faso et le Panama ont établi des relations diplomatiques avec la Chine.`),
    ).toEqual(each('diplomatic-relations-established', ['BF', 'PA'], 'CN', '2018'));
    expect(
      stated(
        `Hanoï (VNA) – Le Vietnam a porté en 2023 ses relations avec le Koweït, l'Algérie et l'Afrique du Sud au rang de partenariat stratégique.`,
      ),
    ).toEqual(each('relations-upgraded', ['KW', 'DZ', 'ZA'], 'VN', '2023'));
  });

  it('missions: owners listed, joined, and in front of a participle', () => {
    expect(
      stated(`SUVA: The diplomatic missions of Samoa and Tonga in Fiji were opened on 6 May and 7 May respectively.`),
    ).toEqual(['mission-opened FJ-TO 2024-05-07', 'mission-opened FJ-WS 2024-05-06']);
    expect(
      stated(
        `RABAT : C'est la cinquième représentation consulaire inaugurée à Dakhla, après le consulat général de Gambie, ouvert le 7 janvier 2020, le consulat général de la République de Djibouti (28 février 2020) et le consulat général de la République du Liberia (12 mars 2020).`,
      ),
    ).toEqual([
      'mission-opened DJ-MA 2020-02-28',
      'mission-opened GM-MA 2020-01-07',
      'mission-opened LR-MA 2020-03-12',
    ]);
  });

  it('visits of two guests with a date each', () => {
    expect(
      stated(
        `Hanoi (VNA) – Indian Minister Arun Mehta and Thai Minister Somchai Wong came to Vietnam in June and August 2023, respectively.`,
      ),
    ).toEqual(['visit IN-VN 2023-06', 'visit TH-VN 2023-08']);
  });
});

describe('what only looks like another happening', () => {
  it('a welcome at an airport is no talks', () => {
    const text = `Hanoï (VNA) – Le président bulgare est arrivé à Hanoï le 8 mai pour une visite officielle au Vietnam du 8 au 10 mai. Il a été accueilli à l'aéroport de Nôi Bài par le ministre de l'Éducation.`;
    expect(stated(text)).toEqual(['visit BG-VN 2024-05-08/2024-05-10']);
  });

  it('talks that are told again keep their day', () => {
    const text = `Dhaka, Bangladesh - Chinese President Xi Jinping held talks with Bangladeshi Prime Minister Rahman on 8 May. During the meeting, Xi said that the partnership that the two sides formed in 2010 bore fruit.`;
    expect(stated(text).filter((fact) => fact.startsWith('meeting'))).toEqual(['meeting BD-CN 2024-05-08']);
  });

  it('where something is kept is no party, and an invitation is no visit', () => {
    expect(
      stated(
        `Niue and Tuvalu sign\n\nPremier Dalton Tagelagi, in Fiji this week for a forum, signed a fisheries agreement with Tuvalu on 8 May.`,
      ),
    ).toEqual(['agreement-signed NU-TV 2024-05-08']);
    expect(
      stated(
        `Le président argentin a renouvelé le 8 mai son invitation du Premier ministre vietnamien à effectuer une visite officielle en Argentine.`,
      ),
    ).toEqual(['invitation AR-VN 2024-05-08']);
  });
});

describe('leaders', () => {
  const { readers } = openPacks();

  it('are known by their full name however it is spelt, behind a word of respect, and only where the page is silent', () => {
    expect(stated(`Alexandre Lukachenko a reçu le 8 mai le président chinois Xi Jinping à Minsk.`)).toEqual([
      'meeting BY-CN 2024-05-08',
    ]);
    expect(stated(`Le Pr Alpha Condé a reçu le 8 mai le ministre chinois des Affaires étrangères.`)).toEqual([
      'meeting CN-GN 2024-05-08',
    ]);
    expect(
      stated(`Le président malien Alpha Condé a reçu le 8 mai le ministre chinois des Affaires étrangères.`),
    ).toEqual(['meeting CN-ML 2024-05-08']);
  });

  it('are named in full, once for one state', () => {
    const { leaders } = (readers.get('fr') as NonNullable<ReturnType<typeof readers.get>>).language.data;
    const names = Object.values(leaders).flat();
    expect(names.filter((name) => !/[ -]/.test(name))).toEqual(['Sugiono']);
    const states = new Map<string, string>();
    for (const [code, all] of Object.entries(leaders))
      for (const name of all) expect(states.get(name) ?? code, name).toBe(states.set(name, code).get(name));
  });
});
