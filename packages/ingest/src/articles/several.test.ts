import { describe, expect, it } from 'vitest';
import { openPacks } from './packs.ts';
import { openRuleExtractor } from './rules.ts';

/** What a text published on 10 May 2024, or as told, states: kind, states, date. */
function stated(text: string, published = '2024-05-10'): string[] {
  const { facts } = openRuleExtractor().extract({
    bytes: Buffer.from(text),
    name: 'a.txt',
    published,
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

describe('what the words around decide', () => {
  it.each([
    [
      'a surname that is a place is a person',
      `La France et le Laos sont proches. M. Hollande s'est rendu à Vientiane le 3 mai. Hollande y a vu le roi.`,
      ['visit FR-LA 2024-05-03'],
    ],
    [
      'a people that ends a name is part of it',
      `Hai Duong (VNA) – Le Vietnam et la France ont fêté 40 ans d'amitié. Nguyen Duong Thai a rappelé la visite du président français en mai 2010.`,
      ['visit FR-VN 2010-05'],
    ],
    [
      'a relative clause keeps its date',
      `La Guinée a annoncé le 8 mai avoir repris ses relations diplomatiques avec Israël, que Conakry avait rompues en 1967.`,
      ['diplomatic-relations-resumed GN-IL 2024-05-08', 'diplomatic-relations-severed GN-IL 1967'],
    ],
    [
      'a participle between commas keeps its date',
      `Les pourparlers entre la Corée du Sud et le Vietnam, entamés en août 2012, avaient abouti en décembre 2014.`,
      ['negotiations-concluded KR-VN 2014-12'],
    ],
    [
      'a participle between commas keeps its date inside a rule, too',
      `La Commission mixte entre la Corée du Sud et le Vietnam, créée en 1998, a tenu le 8 mai sa 5e session.`,
      ['mechanism-session KR-VN 2024-05-08'],
    ],
    [
      'the first day of a feast in brackets is that of the founding',
      `Une cérémonie a marqué le 60e anniversaire des relations diplomatiques entre le Vietnam et l'Algérie (28 octobre 1962-28 octobre 2022).`,
      ['diplomatic-relations-established DZ-VN 1962-10-28'],
    ],
    [
      'rivals have no relations with each other',
      `La République populaire de Chine et le Salvador ont établi le 8 mai des relations diplomatiques. Son gouvernement rompt le 8 mai ses relations diplomatiques avec Taiwan.`,
      ['diplomatic-relations-established CN-SV 2024-05-08', 'diplomatic-relations-severed SV-TW 2024-05-08'],
    ],
    [
      'a semicolon ends what two did together',
      `Hanoï (VNA) – Le Vietnam et l'Uruguay ont noué leurs relations diplomatiques en 1993 ; avec la Norvège, c'était en 1971.`,
      ['diplomatic-relations-established NO-VN 1971', 'diplomatic-relations-established UY-VN 1993'],
    ],
    [
      'the latter is whom the sentence before named last',
      `Le Vietnam salue l'Uruguay et la Norvège. Ce dernier pays, 46e investisseur étranger au Vietnam, y compte 31 projets pour plus de 86 millions de dollars.`,
      ['investment-stock NO-VN 2024-05-10'],
    ],
    [
      "a company's office is no mission, and trade with a continent no state's",
      `L'Azerbaïdjan et le Vietnam sont amis. PetroVietnam dispose depuis 2011 d'un bureau de représentation en Azerbaïdjan. Les échanges de la Turquie avec l'ensemble des pays africains ont atteint 23,4 milliards de dollars en 2014.`,
      [],
    ],
    [
      'two sums of investment, each with its year',
      `De 150 millions de dollars en 2008, les investissements turcs en Côte d'Ivoire sont passés à 390 millions de dollars en 2015.`,
      ['investment-stock CI-TR 2008', 'investment-stock CI-TR 2015'],
    ],
    [
      'what something has helped to reach is no aim',
      `L'accord a contribué à porter les échanges entre le Chili et le Vietnam à 540 millions de dollars en 2024.`,
      ['trade-volume CL-VN 2024'],
    ],
    [
      'days without a month are of the month behind',
      `Hanoï (VNA) – Le Premier ministre vietnamien effectue des visites officielles à Singapour, du 8 au 10, puis au Brunei, les 10 et 11 mai.`,
      ['visit BN-VN 2024-05-10/2024-05-11', 'visit SG-VN 2024-05-08/2024-05-10'],
    ],
    [
      'what had happened before the news is not of its day',
      `Le président tchadien est arrivé le 8 mai en Israël. Son Premier ministre avait rencontré son homologue israélien.`,
      ['meeting IL-TD null', 'visit IL-TD 2024-05-08'],
    ],
    [
      'the first time is not another time',
      `Le président français s'est rendu au Laos en novembre 2012 : c'était la première fois qu'un chef de l'État français se rendait au Laos.`,
      ['visit FR-LA 2012-11'],
    ],
    [
      'a visit to a place that no list has leads to no state that was named before',
      `Le texte vient de Genève. Le Gouvernement ivoirien s'est réuni pendant la visite d'État que le président ivoirien effectue du 8 au 9 mai dans la Marahoué.`,
      [],
    ],
    [
      'a farewell is a reception of the ambassador',
      `Alger, 10 mai – Le président algérien a reçu hier les lettres de créance de l'ambassadeur de Somalie. Le même jour, il avait reçu Juan Palacio, ambassadeur du Venezuela, pour une visite d'adieu au terme de sa mission en Algérie.`,
      ['ambassador-received DZ-VE 2024-05-09', 'credentials-presented DZ-SO 2024-05-09'],
    ],
    [
      'a line each, with where they live',
      `Gabon : deux nouveaux ambassadeurs\n\nLe président de la République gabonaise a reçu ce jour les lettres de créance de deux ambassadeurs, dont voici la liste :\n\n- S.E. M. Rafael Chaves, Royaume d'Espagne, avec résidence à Libreville ;\n\n- S.E. M. Salem Obaid, Émirats Arabes Unis, avec résidence à Luanda (Angola).`,
      ['credentials-presented AE-GA 2024-05-10', 'credentials-presented ES-GA 2024-05-10'],
    ],
    [
      'sentences glued behind a name',
      `Vietnamese Speaker Ngan visited Russia and Belarus.Vietnam and Russia established diplomatic ties in 1950.`,
      ['diplomatic-relations-established RU-VN 1950', 'visit BY-VN 2024-05', 'visit RU-VN 2024-05'],
    ],
    [
      'a leg of a journey is where it leads',
      `Hanoi (VNA) – Vietnamese Speaker Nguyen Thi Ngan spoke of her trip. The Russian leg, from May 2 to 4, came first, and the Belarusian one, from May 5 to 7, second.`,
      ['visit BY-VN 2024-05-05/2024-05-07', 'visit RU-VN 2024-05-02/2024-05-04'],
    ],
    [
      'a summit named by its town is no party',
      `On the sidelines of the Beijing summit on 8 May, the Lao prime minister met Pakistan's Imran Khan.`,
      ['meeting LA-PK 2024-05-08'],
    ],
    [
      'the Indo-Pacific is no state',
      `Fiji signed an agreement on the Indo-Pacific with Japan on 8 May.`,
      ['agreement-signed FJ-JP 2024-05-08'],
    ],
    [
      'a year that is compared with is not the year measured',
      `Hanoi (VNA) - Trade between Armenia and Vietnam rose by 500% last year compared to 2022, to over 300 million USD.`,
      ['trade-volume AM-VN 2023'],
    ],
    [
      'two posts of an ambassador are no senders',
      `London (VNA) – Vietnam's new ambassador to the United Kingdom and Ireland presented his credentials to the Irish president on May 8.`,
      ['credentials-presented IE-VN 2024-05-08'],
    ],
    [
      'what an export leaves of a picture ends a headline',
      `Leader leaves for visits to New Zealand, Australia ảnh 1Prime Minister Nguyen Xuan Phuc (Photo: VNA)\n\nHanoi (VNA) – Prime Minister Nguyen Xuan Phuc left Hanoi on May 8 for an official visit to New Zealand.`,
      ['visit NZ-VN 2024-05-08'],
    ],
    [
      'the same day is that of the news, not of its background',
      `Hanoï (VNA) - Le président vietnamien Vuong Hue s'est entretenu le 8 mai avec le président néo-zélandais. Les deux pays ont établi leurs relations diplomatiques le 19 juin 1975. Ils sont amis. Le même jour, Vuong Hue a rencontré le président australien.`,
      ['diplomatic-relations-established NZ-VN 1975-06-19', 'meeting AU-VN 2024-05-08', 'meeting NZ-VN 2024-05-08'],
    ],
    [
      "who travels is of the paper's own country where the page does not say",
      `Hanoï (VNA) – Le Vietnam et le Danemark sont amis. Le vice-Premier ministre Hoang Trung Hai a rencontré le 8 mai la Première ministre danoise Helle Thorning, au cours de sa visite de travail au Danemark du 7 au 9 mai.`,
      ['meeting DK-VN 2024-05-08', 'visit DK-VN 2024-05-07/2024-05-09'],
    ],
    [
      'what a question asks for, the answer tells',
      `What did the visit of the president of Belarus to Egypt in January 2017 bring?\n\nAlexander Lukashenko held talks with President Abdel Fattah El-Sisi of Egypt.`,
      ['meeting BY-EG 2017-01', 'visit BY-EG 2017-01'],
    ],
    [
      'a name over the next lines is no new subject',
      `President Cyril Ramaphosa has today left South Africa for Nigeria at the start of a visit to three nations.\n\nRepublic of South Africa: The Presidency\n\nHe will visit Nigeria, Ghana and Senegal.`,
      ['visit GH-ZA 2024-05', 'visit NG-ZA 2024-05-10', 'visit SN-ZA 2024-05'],
    ],
    [
      'the lists that follow: a state in front of a dash, and an inclusion some sentences behind',
      `MOSCOW, May 10 (Itar-Tass) — The ambassadors of ten countries presented their credentials to the Russian President on Thursday.\nAmong the guests were the heads of missions of Ethiopia – Kasahun Dender Melese, Burundi – Guillaume Ruzoviyo and Vietnam – Pham Xuan Son. They had tea. They had cake. They had water. They left late. It rained.\nThe ambassadors accredited include those of Austria, Poland and Denmark.`,
      each('credentials-presented', ['ET', 'BI', 'VN', 'AT', 'PL', 'DK'], 'RU', '2024-05-09'),
    ],
    [
      'the day of departure is no leg',
      `Hanoi (VNA) – The Vietnamese prime minister left Hanoi on March 11 for official visits to New Zealand from March 11-14 and to Australia from March 14-18.`,
      ['visit AU-VN 2024-03-14/2024-03-18', 'visit NZ-VN 2024-03-11/2024-03-14'],
    ],
    [
      'the signing of a paper told before, and of as many accords, is no other signing',
      `COTONOU – Le ministre béninois et le ministre belge ont signé le 8 mai une convention. "La signature de cette convention s'est renforcée par la présence d'une ambassade belge directement implantée au Bénin et qui étendra sa juridiction sur le Togo", a-t-il noté. Le Bénin et la Belgique ont obtenu la signature de 13 accords pour renforcer l'amitié de longue date. Les ministres béninois et belge ont procédé le 9 mai à la signature des 13 accords pétroliers communaux.`,
      ['agreement-signed BE-BJ 2024-05-08', 'agreement-signed BE-BJ 2024-05-09'],
    ],
    [
      'talks about a sub-region are no local ones',
      `Djibouti – Un entretien entre Ali Bongo, président du Gabon, et son homologue djiboutien sur la sous-région a eu lieu le 8 mai.`,
      ['meeting DJ-GA 2024-05-08'],
    ],
    [
      'a sentence alone, in English',
      `Nepal and Greece established diplomatic relations on February 2, 1960.`,
      ['diplomatic-relations-established GR-NP 1960-02-02'],
    ],
    [
      'a sentence alone, in French, though as many of its small words are Spanish',
      `La Barbade a reconnu le Kosovo le 15 février 2018.`,
      ['recognition BB-XK 2018-02-15'],
    ],
    [
      'a union with its members in brackets is a side',
      `Signé le 17 décembre 2004, l'accord de libre-échange entre les Etats de l'AELE (Islande, Liechtenstein, Norvège, Suisse) et la Tunisie est utile.`,
      ['agreement-signed CH-IS-LI-NO-TN 2004-12-17'],
    ],
    [
      'a date in front of each place',
      `Xi Jinping, président de la Chine, est arrivé mercredi en Pologne. Du 17 au 19 avril, le président Xi avait visité la Serbie et, en mars, la République tchèque.`,
      ['visit CN-PL 2024-05-08', 'visit CN-RS 2024-04-17/2024-04-19', 'visit CN-CZ 2024-03'],
    ],
    [
      'where a journey goes on from is neither guest nor host',
      `Le président chinois Hu Jintao est arrivé mercredi à Astana. Du Kazakhstan, le président Hu gagnera le Turkménistan pour une visite de deux jours.`,
      ['visit CN-KZ 2024-05-08', 'visit CN-TM 2024-05'],
    ],
    [
      'what a tour leads to is not where its second stage is',
      `Xi Jinping, président de la Chine, est arrivé mercredi en Pologne, deuxième étape d'une tournée dans trois pays d'Eurasie.`,
      ['visit CN-PL 2024-05-08'],
    ],
    [
      'visits that are only counted',
      `In 2006-2016 the Belarusian president paid four official visits to Baku, Azerbaijan.`,
      [],
    ],
    [
      'agreements signed by firms',
      `Agreements worth $54 million were signed by Belarusian manufacturers during the forum in Baku, Azerbaijan.`,
      [],
    ],
    [
      'what was then signed is of the day told before',
      `Le président kazakh s'est rendu en Chine en avril dernier ; plusieurs accords ont alors été signés par les deux pays.`,
      ['visit CN-KZ 2024-04', 'agreement-signed CN-KZ 2024-04'],
    ],
    [
      'all whose ministers met',
      `The sixth meeting of the foreign ministers of Azerbaijan, Georgia and Turkey took place in Baku on 6 March 2024.`,
      ['mechanism-session AZ-GE-TR 2024-03-06'],
    ],
    [
      'the distinction that was named before',
      `Le Laos a décerné le 8 mai à Vientiane l'Ordre de la Liberté à l'ambassadeur du Vietnam, Nguyên Ba Hùng. La distinction lui a été remise par Saleumxay Kommasith, ministre lao des Affaires étrangères.`,
      ['honour-conferred LA-VN 2024-05-08'],
    ],
    [
      'ambassadors styled behind their names, a line each',
      `Three diplomats presented their credentials on Wednesday before President Bernardo Arévalo of Guatemala.\n\n• Rachel Moseley, Australian Ambassador.\n• Tobin Bradley, U.S. Ambassador.\n• Maria Pereira, Ambassador of Angola.`,
      each('credentials-presented', ['AU', 'US', 'AO'], 'GT', '2024-05-08'),
    ],
    [
      'an order that bears the name of a state',
      `The ambassadors of the Sovereign Order of Malta and of Kenya presented their credentials to the President of Chile on Wednesday.`,
      ['credentials-presented CL-KE 2024-05-08'],
    ],
    [
      'an airport names its country',
      `Arrivée mercredi à l'aéroport international de Rabat-Salé, la ministre sénégalaise a été accueillie par son homologue.`,
      ['visit MA-SN 2024-05-08'],
    ],
    [
      'languages, a place named again in brackets, a convention of all states',
      `Lundi, l'Angola et le Salvador ont établi des relations diplomatiques. Téte António, ministre angolais, et Alexandra Hill, ministre du Salvador, ont signé une déclaration conjointe à New York, aux États-Unis d'Amérique (USA). Le texte se réfère à la Convention de Vienne du 18 avril 1961. Il a été conclu en portugais, espagnol et anglais.`,
      ['diplomatic-relations-established AO-SV 2024-05-06', 'agreement-signed AO-SV 2024-05-06'],
    ],
    [
      'a place named again in brackets',
      `Téte António, ministre angolais des Relations Extérieures, et Alexandra Hill Tinoco, ministre des Affaires étrangères du Salvador, ont signé mercredi une déclaration conjointe à New York, aux États-Unis d'Amérique (USA).`,
      ['agreement-signed AO-SV 2024-05-08'],
    ],
    [
      'a surname that stands first, alone',
      `Hanoi (VNA) – Chinese President Xi Jinping arrived in Belgrade on Tuesday. On Wednesday Xi received the prime minister of Hungary.`,
      ['visit CN-RS 2024-05-07', 'meeting CN-HU 2024-05-08'],
    ],
    [
      'the bracket behind a name before the state in front of it',
      `Five newly accredited ambassadors to Rwanda on Wednesday handed their letters of credence to President Paul Kagame. The envoys are Arnout Pauwels of Belgium, Rafi Siddiqui (Pakistan) and Ramesh Chandra (India).`,
      each('credentials-presented', ['BE', 'PK', 'IN'], 'RW', '2024-05-08'),
    ],
    [
      'a relative clause in the past tense keeps its year',
      `In return Israel recognised Kosovo, an important success for Pristina, which declared its independence in 2008.`,
      ['recognition IL-XK null'],
    ],
    [
      'two of a summit, behind another state',
      `The step followed the establishment of diplomatic relations with Israel on Feb. 1 and a Kosovo-Serbia summit held at the White House in September.`,
      ['diplomatic-relations-established IL-XK 2024-02-01', 'meeting RS-XK 2023-09'],
    ],
    [
      'the earlier one that a first one is counted from',
      `It would be the first State Visit of an Indian Prime Minister to Sri Lanka since that of Rajiv Gandhi in 1987.`,
      ['visit IN-LK 1987'],
    ],
    [
      'a cricket tour',
      `Bangladesh will visit Sri Lanka from mid-June for a bilateral cricket series of two Tests.`,
      [],
    ],
    [
      'a day of this month that is to come',
      `En mai, la France et Madagascar ont parlé de la deuxième session de la Commission mixte franco-malgache prévue à Paris le 30 mai prochain.`,
      ['mechanism-session FR-MG 2024-05-30'],
    ],
    [
      'what follows behind a visit that was told',
      `Le président français est arrivé mercredi à Antananarivo, Madagascar. Après cette visite du président français, Madagascar accueillera au mois d'août un sommet.`,
      ['visit FR-MG 2024-05-08'],
    ],
    [
      'who speaks at the meeting that was told',
      `On May 8, Mongolian Foreign Minister D.Tsogtbaatar met a Chinese delegation headed by Xue Jian. At the meeting, Mr. Xue Jian praised Foreign Minister Wang Yi and introduced a plan.`,
      ['meeting CN-MN 2024-05-08'],
    ],
    [
      'envoys of a republic in brackets',
      `Des lettres de créance ont été remises mercredi au Président de la Russie par\n\n• Graeme Meehan (Australie),\n• Tarak ben Salem (République tunisienne),\n• Pierre Levy (République française),\n• John Sullivan (États-Unis).`,
      each('credentials-presented', ['AU', 'TN', 'FR', 'US'], 'RU', '2024-05-08'),
    ],
    [
      'a mission of any sort is the one that is named',
      `THE Government of Guyana on Wednesday opened its first diplomatic mission in Port-of-Spain, Trinidad and Tobago. The opening of the High Commission of Guyana in Port-of-Spain on May 8 was welcomed.`,
      ['mission-opened GY-TT 2024-05-08'],
    ],
    [
      'trade with a whole continent',
      `En mai, l'Éthiopie a critiqué l'ambassadeur américain. Le commerce entre les États-Unis et l'Afrique, qui s'élevait à 113 milliards de dollars en 2010, baisse, et les investissements en Afrique ont chuté à 44 milliards.`,
      [],
    ],
    [
      'the first partner of a continent',
      `South Africa's President Jacob Zuma and his Chinese counterpart Hu Jintao met on Wednesday. China became the first trade partner of the continent in 2023, with a trade volume of 500 billion dollars.`,
      ['meeting CN-ZA 2024-05-08'],
    ],
    [
      'the sum of one project',
      `Au Congo-Brazzaville, un champ est opéré par l'entreprise chinoise Wing Wah. Cet investissement de deux milliards de dollars vise à valoriser des gaz.`,
      [],
    ],
    [
      'what participants say of whom they met',
      `Winners from Ukraine took part in a conference in Washington. "It was an honor for us and the leaders we met in Washington, Bohdana Sydor of Ukraine said.`,
      [],
    ],
    [
      'students of two universities',
      `The Philippines and China enjoy good relations. The day was for the 43 young students from both universities.`,
      [],
    ],
    [
      'the leaders of three countries',
      `Samedi, les leaders des trois pays se sont réunis à Niamey (Niger), a dit le Nigeria.`,
      [],
    ],
    [
      'the day of what was over before',
      `After attending a summit on May 1 in Washington, South Korean President Park Geun-hye headed down to Mexico City.`,
      ['visit KR-MX 2024-05'],
    ],
    [
      'the dialogue of two unions',
      `On May 7 the ministers reviewed the 23rd session of the political dialogue between ASEAN and the European Union in Brussels, Belgium.`,
      [],
    ],
    [
      'instruments of a line each, up to the first that tells something else',
      `Eight documents were signed on May 8 by Foreign Minister of Mongolia D.Tsogtbaatar and Foreign Minister of China Wang Yi:\n\n-a Plan to celebrate an anniversary,\n\n-an Agreement between the Customs Administrations and\n\n-an Exchange of letters on a project.\n\nThe agreement is useful.`,
      each('agreement-signed', ['CN', 'CN', 'CN', 'CN'], 'MN', '2024-05-08'),
    ],
    [
      'a quarter of this year is no part of a total',
      `In 2023 the trade turnover between Azerbaijan and Serbia stood at $9 million. In the first quarter of this year it amounted to $3 million.`,
      ['trade-volume AZ-RS 2023', 'trade-volume AZ-RS 2024-01/2024-03'],
    ],
    [
      'what a communique concludes',
      `Le président algérien a reçu mercredi le chef du gouvernement tunisien. L'audience s'est déroulée en présence de l'ambassadeur d'Algérie en Tunisie, conclut le communiqué.`,
      ['meeting DZ-TN 2024-05-08'],
    ],
    [
      'many agreements and many visits since',
      `Vietnam and Tanzania set up their diplomatic ties on February 14, 1965 and many leaders of Tanzania have since made visits to Vietnam. The two countries have signed many agreements.`,
      ['diplomatic-relations-established TZ-VN 1965-02-14'],
    ],
    [
      'a founding day in brackets, whatever is wished',
      `Les deux pays, le Vietnam et la Bulgarie, visent à célébrer le 75e anniversaire de l'établissement des relations diplomatiques entre le Vietnam et la Bulgarie (8 février 1950 - 2025).`,
      ['diplomatic-relations-established BG-VN 1950-02-08'],
    ],
    [
      'a name that begins like a people',
      `L'ambassadeur vietnamien en République tchèque, Thai Xuan Dung, a présenté mercredi ses lettres de créance au président Milos Zeman.`,
      ['credentials-presented CZ-VN 2024-05-08'],
    ],
    [
      'those accredited for a state each',
      `Le président du Bénin, Patrice Talon, a présidé mercredi à Cotonou la cérémonie de remise des lettres de créance. Ont ainsi été accrédités Ali Meigoni pour l'Iran, Roberta Di Lecce pour l'Italie et Katrin Månsson pour la Suède.`,
      each('credentials-presented', ['IR', 'IT', 'SE'], 'BJ', '2024-05-08'),
    ],
    [
      'whose neighbour a state is',
      `L'État musulman voisin de l'Iran, l'Azerbaïdjan, a ouvert mercredi une ambassade en Israël.`,
      ['mission-opened AZ-IL 2024-05-08'],
    ],
    [
      'a relative clause that dates its own session, behind a visit of another day',
      `Le président du Rwanda est arrivé mercredi à Brazzaville. La coopération entre le Congo et le Rwanda a retrouvé du souffle avec la cinquième commission mixte, qui s'est tenue le 24 novembre 2021.`,
      ['visit CG-RW 2024-05-08', 'mechanism-session CG-RW 2021-11-24'],
    ],
    [
      'twelve states more',
      `Les ministres des Affaires étrangères du Maroc et de douze pays du Pacifique se réuniront le 22 mai à Laâyoune, a dit le ministre gabonais.`,
      [],
    ],
    [
      'sorts in brackets behind a number of texts',
      `Mercredi, l'Algérie et la Mauritanie ont signé 20 textes (conventions, mémorandums d'entente, protocoles).`,
      ['agreement-signed DZ-MR 2024-05-08'],
    ],
    ['companies that work abroad', `114 entreprises israéliennes travaillent en Azerbaïdjan.`, []],
    [
      'the ambassadors of an order',
      `On Wednesday Chilean President Gabriel Boric received the official presentation of the Ambassadors of the Order of Malta, Octavio Errázuriz; Egypt, Maher Almahdy; Kenya, Lemarron Kaanto, and Bangladesh, Sadia Faizunnesa.`,
      each('credentials-presented', ['EG', 'KE', 'BD'], 'CL', '2024-05-08'),
    ],
    [
      'who flew in, far behind the airport',
      `Arrivé à l'aéroport international Rabat Salé à bord d'un vol spécial de sa compagnie, le ministre sénégalais a été accueilli mercredi par son homologue.`,
      ['visit MA-SN 2024-05-08'],
    ],
    [
      'a month past, where only the year of the page is known, is of the year before in its second half',
      `Les négociations entre la Corée du Sud et le Vietnam se sont achevées en décembre dernier.`,
      ['negotiations-concluded KR-VN 2023-12'],
    ],
  ])('%s', (name, text, facts) => {
    expect(stated(text, name.startsWith('a month past') ? '2024' : undefined)).toEqual([...facts].sort());
  });
});

it('quotes the whole name of a state', () => {
  const { facts } = openRuleExtractor().extract({
    bytes: Buffer.from(`The ambassador was received in Minsk. Belarus recognised the United Kingdom.`),
    name: 'a.txt',
  });
  expect(facts.map(({ quote }) => quote)).toContain('Belarus recognised the United Kingdom');
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

describe('what is told of a happening', () => {
  /** Attributes of the facts that a text published on 20 May 2019 states. */
  const told = (text: string): object[] =>
    openRuleExtractor()
      .extract({ bytes: Buffer.from(text), name: 'a.txt', published: '2019-05-20', publishedBasis: 'given' })
      .facts.map(({ attributes }) => attributes);

  it('the host of an ambassador is not the ambassador', () => {
    const host = { by: 'Trong', sender: 'CU', host: 'VN' };
    expect(told(`HANOI, May 20 - President Trong received the Cuban ambassador on May 20.`)).toEqual([host]);
    expect(told(`HANOI, May 20 - The Cuban ambassador was received by President Trong on May 20.`)).toEqual([host]);
    expect(
      told(`HANOI, May 20 - Ambassador Rogelio Polanco of Cuba was received by President Trong on May 20.`),
    ).toEqual([{ ambassador: 'Rogelio Polanco', ...host }]);
  });

  it('a head of state does not make a state visit of it', () => {
    expect(told(`Le chef de l'État ougandais effectuait le 3 mai une visite de deux jours au Kenya.`)).toMatchObject([
      { visitKind: 'other' },
    ]);
    expect(told(`The Ugandan head of state paid a visit to Kenya on May 3.`)).toMatchObject([{ visitKind: 'other' }]);
    expect(told(`Le président ougandais effectuait le 3 mai une visite d'État au Kenya.`)).toMatchObject([
      { visitKind: 'state' },
    ]);
  });
});

it('sums of two scales, and sums that share a place, keep the dates beside them', () => {
  const amounts = (text: string): unknown[] =>
    openRuleExtractor()
      .extract({ bytes: Buffer.from(text), name: 'a.txt', published: '2024-05-10', publishedBasis: 'given' })
      .facts.map(({ kind, date, attributes }) => [kind, date, attributes.amount, attributes.amountUpTo]);
  expect(amounts('In 2023 trade between Tajikistan and Russia reached 1 billion 800 million US dollars.')).toEqual([
    ['trade-volume', '2023', 1_800_000_000, undefined],
  ]);
  expect(
    amounts('En 2023, les échanges entre le Tadjikistan et la Russie ont atteint 1 milliard 800 millions de dollars.'),
  ).toEqual([['trade-volume', '2023', 1_800_000_000, undefined]]);
  expect(amounts('In 2023 trade between Tajikistan and Russia reached 1.1-1.2 billion US dollars.')).toEqual([
    ['trade-volume', '2023', 1_100_000_000, 1_200_000_000],
  ]);
});

describe('days reckoned from the day last told', () => {
  it.each([
    [
      'Le 3 mai 2012, le Qatar a reconnu le Kosovo. Le même mois, la Lettonie a ouvert une ambassade à Doha.',
      '2012-05',
    ],
    [
      'Le 3 mai 2012, le Qatar a reconnu le Kosovo. La Lettonie a ouvert une ambassade à Doha le 17 du même mois.',
      '2012-05-17',
    ],
    [
      'Le 3 mai 2012, le Qatar a reconnu le Kosovo. Une semaine plus tard, la Lettonie a ouvert une ambassade à Doha.',
      '2012-05-07/2012-05-13',
    ],
    [
      'On May 3, 2012, Qatar recognised Kosovo. Latvia opened an embassy in Doha on the 17th of the same month.',
      '2012-05-17',
    ],
    [
      'On May 3, 2012, Qatar recognised Kosovo. The previous week, Latvia had opened an embassy in Doha.',
      '2012-04-23/2012-04-29',
    ],
  ])('%s', (text, date) => {
    expect(stated(text)).toContain(`mission-opened LV-QA ${date}`);
  });
});

it('a union of states signs for its members of that day', () => {
  const west = 'BJ-CI-CV-GH-GM-GN-GW-LR-MA-NG-SL-SN-TG';
  expect(stated(`La CEDEAO et le Maroc ont signé un accord de libre-échange le 3 mai 2025 à Accra.`)).toEqual([
    `agreement-signed ${west} 2025-05-03`,
  ]);
  expect(stated(`The East African Community and Turkey signed a trade agreement on May 3, 2021.`)).toEqual([
    'agreement-signed BI-KE-RW-SS-TR-TZ-UG 2021-05-03',
  ]);
});

describe('a verb that is said once for several, each with its own date', () => {
  it.each([
    [
      'Vietnam established diplomatic relations with Peru in 1994, Chile in 1971 and Cuba in 1960.',
      [
        'diplomatic-relations-established PE-VN 1994',
        'diplomatic-relations-established CL-VN 1971',
        'diplomatic-relations-established CU-VN 1960',
      ],
    ],
    [
      'Le Vietnam a établi des relations diplomatiques avec le Pérou en 1994, le Chili en 1971 et Cuba en 1960.',
      [
        'diplomatic-relations-established PE-VN 1994',
        'diplomatic-relations-established CL-VN 1971',
        'diplomatic-relations-established CU-VN 1960',
      ],
    ],
    [
      'La Pologne a ouvert son ambassade à Hanoï en 1954 et la Hongrie en 1955.',
      ['mission-opened PL-VN 1954', 'mission-opened HU-VN 1955'],
    ],
    [
      'Vietnam opened embassies in Peru in 1995 and in Chile in 2003.',
      ['mission-opened PE-VN 1995', 'mission-opened CL-VN 2003'],
    ],
    [
      'Ukraine was recognised by Poland on December 2, 1991, and by Hungary a day later.',
      ['recognition PL-UA 1991-12-02', 'recognition HU-UA 1991-12-03'],
    ],
    [
      "Le Kosovo a été reconnu par la France le 18 février 2008, puis par l'Allemagne le 20 février.",
      ['recognition FR-XK 2008-02-18', 'recognition DE-XK 2008-02-20'],
    ],
    [
      'France recognised Kosovo on February 18, 2008, Germany on February 20 and Japan on March 18.',
      ['recognition FR-XK 2008-02-18', 'recognition DE-XK 2008-02-20', 'recognition JP-XK 2008-03-18'],
    ],
    [
      'Palestine was recognised in 1988 by Algeria, Tunisia and Cuba.',
      ['recognition DZ-PS 1988', 'recognition PS-TN 1988', 'recognition CU-PS 1988'],
    ],
    [
      'Le Vietnam a signé des accords de libre-échange avec le Chili en 2011, la Corée du Sud en 2015.',
      ['agreement-signed CL-VN 2011', 'agreement-signed KR-VN 2015'],
    ],
    [
      'Vietnam signed free trade agreements with Chile in 2011 and the Pacific Alliance in 2019.',
      ['agreement-signed CL-VN 2011', 'agreement-signed CL-CO-MX-PE-VN 2019'],
    ],
    [
      "L'ambassadeur du Vietnam a présenté ses lettres de créance au Mozambique le 2 mai, et au Portugal le 9 mai.",
      ['credentials-presented MZ-VN 2024-05-02', 'credentials-presented PT-VN 2024-05-09'],
    ],
    [
      'HANOI (VNA) - Prime Minister Phuc met his Thai counterpart on Monday and the president of Laos on Tuesday.',
      ['meeting TH-VN 2024-05-06', 'meeting LA-VN 2024-05-07'],
    ],
    [
      'Le Premier ministre vietnamien a rencontré le 3 mai son homologue thaïlandais et le 5 mai le président laotien.',
      ['meeting TH-VN 2024-05-03', 'meeting LA-VN 2024-05-05'],
    ],
    [
      'HANOI (VNA) - Trade with Russia reached 4.5 billion USD in 2018, with Belarus 120 million USD and with Kazakhstan 380 million USD.',
      ['trade-volume RU-VN 2018', 'trade-volume BY-VN 2018', 'trade-volume KZ-VN 2018'],
    ],
    [
      "Vietnam's trade with Chile and Peru stood at 1.2 billion USD and 500 million USD in 2018, respectively.",
      ['trade-volume CL-VN 2018', 'trade-volume PE-VN 2018'],
    ],
    ['Le diplôme du Vietnam est reconnu par la France.', []],
  ])('%s', (text, facts) => {
    expect(stated(text)).toEqual([...facts].sort());
  });
});

describe('what belongs to which verb', () => {
  it.each([
    [
      'Le Chili a ouvert une ambassade à Hanoï en 1991, fermée en 1995 et rouverte en 2004.',
      ['mission-opened CL-VN 1991', 'mission-closed CL-VN 1995', 'mission-opened CL-VN 2004'],
    ],
    [
      'Chile opened an embassy in Hanoi in 1991, closed it in 1995 and reopened it in 2004.',
      ['mission-opened CL-VN 1991', 'mission-closed CL-VN 1995', 'mission-opened CL-VN 2004'],
    ],
    [
      'The Chilean embassy in Hanoi, opened in 1991, closed its doors in 1995.',
      ['mission-opened CL-VN 1991', 'mission-closed CL-VN 1995'],
    ],
    [
      'Severed in 1973, diplomatic relations between Vietnam and Chile were restored in 1990.',
      ['diplomatic-relations-severed CL-VN 1973', 'diplomatic-relations-resumed CL-VN 1990'],
    ],
    [
      'Vietnam broke off diplomatic relations with Chile in 1973 and restored them in 1990.',
      ['diplomatic-relations-severed CL-VN 1973', 'diplomatic-relations-resumed CL-VN 1990'],
    ],
    [
      'Liés diplomatiquement depuis 1971, le Vietnam et le Chili coopèrent.',
      ['diplomatic-relations-established CL-VN 1971'],
    ],
    [
      "Les négociations de l'accord de libre-échange entre le Vietnam et Israël ont été lancées en décembre 2015.",
      ['agreement-negotiations-round IL-VN 2015-12'],
    ],
    ['The last visit of a Chilean president to Vietnam dates back to 2012.', ['visit CL-VN 2012']],
    [
      'On a state visit to Vietnam since Sunday, Chilean President Sebastián Piñera met his counterpart Nguyen Phu Trong on Monday.',
      ['visit CL-VN 2024-05-05', 'meeting CL-VN 2024-05-06'],
    ],
    [
      'Hanoï a accueilli le 7 mai la 5e réunion du Conseil de libre-échange Vietnam-Chili.',
      ['mechanism-session CL-VN 2024-05-07'],
    ],
    [
      "Le président cubain a ratifié l'accord commercial avec le Vietnam, qui entrera en vigueur le 1er juin.",
      ['agreement-ratified CU-VN 2024-05', 'agreement-in-force CU-VN 2024-06-01'],
    ],
    [
      'Fin 2018, la Thaïlande avait investi 10,4 milliards de dollars dans 528 projets au Vietnam.',
      ['investment-stock TH-VN 2018'],
    ],
    [
      'Le président turc, arrivé la veille à Dakar, a signé lundi 6 mai cinq accords avec son homologue sénégalais.',
      ['visit SN-TR 2024-05-05', 'agreement-signed SN-TR 2024-05-06'],
    ],
    [
      'The Turkish president, who arrived in Dakar the previous day, signed five agreements with his Senegalese counterpart on Monday, May 6.',
      ['visit SN-TR 2024-05-05', 'agreement-signed SN-TR 2024-05-06'],
    ],
    [
      'Turkish Ambassador to Senegal Nilgün Erdem Ari bade farewell to President Macky Sall on May 7.',
      ['ambassador-received SN-TR 2024-05-07'],
    ],
    [
      "L'ambassadrice de Turquie au Sénégal a fait ses adieux au président Macky Sall le 7 mai.",
      ['ambassador-received SN-TR 2024-05-07'],
    ],
    [
      'TASHKENT - On May 7 President Shavkat Mirziyoyev of Uzbekistan received credentials from the ambassadors of Korea, France and India.',
      [
        'credentials-presented KR-UZ 2024-05-07',
        'credentials-presented FR-UZ 2024-05-07',
        'credentials-presented IN-UZ 2024-05-07',
      ],
    ],
    [
      'Israël et le Tchad ont annoncé, le 20 janvier, le rétablissement de leurs relations diplomatiques, rompues en 1972.',
      ['diplomatic-relations-resumed IL-TD 2024-01-20', 'diplomatic-relations-severed IL-TD 1972'],
    ],
    [
      'Israel and Chad announced on January 20 the resumption of their diplomatic relations, severed in 1972.',
      ['diplomatic-relations-resumed IL-TD 2024-01-20', 'diplomatic-relations-severed IL-TD 1972'],
    ],
    [
      "Benjamin Netanyahu a atterri lundi à N'Djamena où il a été reçu par le président Idriss Déby Itno.",
      ['visit IL-TD 2024-05-06', 'meeting IL-TD 2024-05-06'],
    ],
    [
      'Swedish Foreign Minister Margot Wallström will visit Tbilisi on Tuesday, where she will meet her Georgian counterpart.',
      ['visit GE-SE 2024-05-14', 'meeting GE-SE 2024-05-14'],
    ],
    [
      'At the reception, the Indonesian minister said that relations between Indonesia and Vietnam, established in 1955, had grown.',
      ['diplomatic-relations-established ID-VN 1955'],
    ],
    [
      "Le ministre a rappelé que les relations entre l'Indonésie et le Vietnam, établies en 1955, s'étaient développées.",
      ['diplomatic-relations-established ID-VN 1955'],
    ],
    ['The French company Total signed a contract with Qatar Petroleum on May 7.', []],
    ['Un touriste vietnamien a visité la France le 7 mai.', []],
    ['A French tourist visited Vietnam on May 7.', []],
    ['Le Brésil a renoncé à ouvrir une ambassade au Burundi.', []],
    ['Brazil has ruled out opening an embassy in Burundi.', []],
    ['Le ministre a démenti toute rupture des relations diplomatiques entre le Brésil et le Burundi.', []],
    [
      'Rwanda opened embassies in Morocco, Ghana and Qatar in 2018.',
      ['mission-opened MA-RW 2018', 'mission-opened GH-RW 2018', 'mission-opened QA-RW 2018'],
    ],
    [
      'Le Rwanda a ouvert des ambassades au Maroc, au Ghana et au Qatar en 2018.',
      ['mission-opened MA-RW 2018', 'mission-opened GH-RW 2018', 'mission-opened QA-RW 2018'],
    ],
    ['Foreign Minister Miguel Vargas announced the opening of embassies in Vietnam, Bolivia and Turkey.', []],
    [
      'HANOI (VNA) - Welcoming Carlos Licona assuming his role as Ambassador of Guatemala, President Phuc said Vietnam holds much potential. Nepalese Ambassador Ganesh Dhakal presented his credentials to President Phuc on May 7.',
      ['credentials-presented NP-VN 2024-05-07'],
    ],
    ['Vietnam and Uruguay have exchanged delegations, held meetings and signed numerous cooperative documents.', []],
    ['Le 02.02.2021, le Vietnam a reconnu le Kosovo.', ['recognition VN-XK 2021-02-02']],
    ['On 02.02.2021 Vietnam recognised Kosovo.', ['recognition VN-XK 2021-02-02']],
    ['Le Kosovo a ouvert le 6 mai son ambassade israélienne à Jérusalem.', ['mission-opened IL-XK 2024-05-06']],
    [
      'Le Kosovo a promis d’installer son ambassade à Jérusalem lorsqu’il a établi des relations diplomatiques avec Israël l’année dernière.',
      ['diplomatic-relations-established IL-XK 2023'],
    ],
    [
      'Le 6 mai, le président des Comores, Azali Assoumani, a annoncé avec Xi Jinping, l’élévation des relations sino-comoriennes à un partenariat stratégique.',
      ['relations-upgraded CN-KM 2024-05-06'],
    ],
    ["Le Conseil des ministres a approuvé la création d'une ambassade du Rwanda à Doha.", []],
    ['The cabinet approved the opening of an embassy of Rwanda in Doha.', []],
    [
      'The strategic partnership between India and Vietnam, forged in 2007, is growing.',
      ['relations-upgraded IN-VN 2007'],
    ],
  ])('%s', (text, facts) => {
    expect(stated(text)).toEqual([...facts].sort());
  });

  it('whom a title and a surname name, where the page says no more', () => {
    expect(stated('President Trump visited Vietnam in February.')).toEqual(['visit US-VN 2024-02']);
    expect(stated('La chancelière Merkel a rencontré le président Erdogan le 7 mai à Berlin.')).toEqual([
      'meeting DE-TR 2024-05-07',
    ]);
    expect(stated('Prime Minister Modi and Foreign Minister Wang met on May 7.')).toEqual(['meeting CN-IN 2024-05-07']);
    expect(stated('A guest named Putin visited Vietnam in February. Hanoi was pleased.')).toEqual([]);
    // Two states have had a President Kim, and a page may say that its Trump is another.
    expect(stated('President Kim visited Vietnam in February.')).toEqual([]);
    expect(stated('Ghanaian President Trump visited Vietnam in February.')).toEqual(['visit GH-VN 2024-02']);
  });

  it.each([
    ['La visite au Vietnam du président chilien, prévue en juin, a été reportée.', '2024-06', 'postponed'],
    ["The Chilean president's visit to Vietnam, planned for June, has been postponed.", '2024-06', 'postponed'],
    ['The trip to Hanoi by the Chilean president, due in June, was called off.', '2024-06', 'cancelled'],
    ["La visite du président chilien au Vietnam n'a pas eu lieu le 6 mai.", '2024-05-06', 'cancelled'],
  ])('what did not come to pass: %s', (text, date, status) => {
    const input = { bytes: Buffer.from(text), name: 'a.txt', published: '2024-05-10', publishedBasis: 'given' };
    const { facts } = openRuleExtractor().extract(input);
    expect(facts).toMatchObject([{ kind: 'visit', date, attributes: { status } }]);
  });
});

describe('ambassadors told by office, state and name in turn', () => {
  const ghana = `Three ambassadors and two high commissioners on Thursday presented their letters of credence to President John Mahama in Accra.`;

  it.each([
    [
      `${ghana} The envoys included the Ambassador of Portugal to Ghana, Maria Pilar; the High Commissioner of the Seychelles, Conrad Mederic, and the Ambassador of Venezuela, Jesús Garcia. The rest are the Ambassador of Chad, Gonfouli Souariba, and the High Commissioner of Gabon, Maximin Mango.`,
      ['PT', 'SC', 'VE', 'TD', 'GA'],
      'GH',
      '2024-05-09',
    ],
    [
      `${ghana} They are the ambassador of Algeria to Ghana, Ali Redjel, the Ambassador of Suriname to Ghana, Fidelia Grand, and Gambian High Commissioner to Ghana, Mohamed Nje.`,
      ['DZ', 'SR', 'GM'],
      'GH',
      '2024-05-09',
    ],
    [
      `Angolan President João Lourenço on Thursday in Luanda accredited four new ambassadors. He received the credentials of the new ambassadors of Uruguay, Nester Navarro, Chile, Julio Fiol, and Australia, Tegan Brink.`,
      ['UY', 'CL', 'AU'],
      'AO',
      '2024-05-09',
    ],
    [
      `KINGSTON - Three ambassadors who reside in Havana, Cuba, presented their letters of credence to the Governor-General on Tuesday (May 7). The ambassadors are Boniface Vignon, representing the Republic of Benin; Ignatius Mudzimba of the Republic of Zimbabwe; and Maher El-Adway, the Arab Republic of Egypt.`,
      ['BJ', 'ZW', 'EG'],
      'JM',
      '2024-05-07',
    ],
  ])('%s', (text, codes, host, date) => {
    expect(stated(text)).toEqual(each('credentials-presented', codes, host, date));
  });

  it.each([
    [
      "Tanzanian President Samia Suluhu Hassan's state visit to India, which started on Sunday, underscores the friendship.",
      'visit IN-TZ 2024-05-05',
    ],
    [
      "La visite d'État en Inde de la présidente tanzanienne Samia Suluhu Hassan, qui a débuté dimanche, en témoigne.",
      'visit IN-TZ 2024-05-05',
    ],
    ['Trade figures between India and Tanzania were 3.1 billion U.S. dollars in 2022.', 'trade-volume IN-TZ 2022'],
  ])('%s', (text, fact) => {
    expect(stated(text)).toEqual([fact]);
  });
});

describe('pages whose month alone is known', () => {
  it.each([
    [
      'Quatre autres ambassadeurs ont remis hier leurs lettres de créance au président djiboutien. Ces ambassadeurs, Alfonso Malheiro, du Portugal, James Morgan, du Soudan du Sud, Gustavo Grippo, d’Argentine et Asghar Golo, du Pakistan, ont pris la parole.',
      each('credentials-presented', ['PT', 'SS', 'AR', 'PK'], 'DJ', '2024-05'),
    ],
    [
      'Le ministre tunisien Nabil Ammar a effectué hier, mercredi 15 mai, une visite de travail en Algérie, en tant qu’émissaire spécial du président Kaïs Saïed.',
      ['visit DZ-TN 2024-05-15'],
    ],
    [
      "ALGER - Le ministre Ahmed Attaf a entamé lundi, en qualité d'envoyé spécial du président de la République, M. Abdelmadjid Tebboune, une visite de travail à Nouakchott. À l'entame de sa visite, M. Attaf a eu des entretiens avec son homologue mauritanien.",
      ['visit DZ-MR 2024-05', 'meeting DZ-MR 2024-05'],
    ],
    ['Le président mauritanien se rendra en Algérie la semaine prochaine.', ['visit DZ-MR 2024-05']],
    [
      'Senegal and Turkey signed 27 agreements and memoranda of understanding on May 14.',
      ['agreement-signed SN-TR 2024-05-14'],
    ],
  ])('%s', (text, facts) => {
    expect(stated(text, '2024-05')).toEqual([...facts].sort());
  });

  it('ambassadors with their office behind their name, one after the other', () => {
    const text = `Le Chef de l’État djiboutien a reçu ce lundi, en milieu de matinée, au Palais de la République, les lettres de créance de 3 ambassadeurs. Il s’agit de : -Son Excellence Khaled El-Shazli, Ambassadeur de la République arabe d’Egypte auprès de la République de Djibouti -Son Excellence Miguel Bembe, Ambassadeur de la République d’Angola auprès de la République de Djibouti -Son Excellence, Madame Kira Smith, Ambassadrice du Royaume de Danemark auprès de la République de Djibouti.`;
    expect(stated(text)).toEqual(each('credentials-presented', ['EG', 'AO', 'DK'], 'DJ', '2024-05-06'));
  });
});

describe('what pages of agencies say in passing', () => {
  it.each([
    [
      '2012-10-04',
      'Environ 130.000 Sud-Coréens vivent au Vietnam et 120.000 Vietnamiens en République de Corée.',
      ['community-size KR-VN 2012-10-04', 'community-size KR-VN 2012-10-04'],
    ],
    [
      '2012-10-04',
      'About 130,000 Koreans live in Vietnam and 120,000 Vietnamese in the Republic of Korea.',
      ['community-size KR-VN 2012-10-04', 'community-size KR-VN 2012-10-04'],
    ],
    [
      '2012-10-04',
      'En 2011, les échanges entre le Vietnam et la Corée du Sud se sont élevés à 18,6 milliards de dollars et pourraient bien atteindre 20 milliards de dollars en 2012.',
      ['trade-volume KR-VN 2011'],
    ],
    [
      '2012-10-04',
      'In 2011, trade between Vietnam and Korea reached 18.6 billion dollars and could reach 20 billion dollars in 2012.',
      ['trade-volume KR-VN 2011'],
    ],
    [
      '2024-07-03',
      "La signature anticipée d'un accord de reconnaissance mutuelle entre le Vietnam et la Corée du Sud en 2024 a été soulignée.",
      [],
    ],
    [
      '2024-07-03',
      'Putin and Lukashenko enjoy a strong friendship. Russian President Vladimir Putin and Belarusian President Alexander Lukashenko hold telephone conversations on a regular basis.',
      [],
    ],
    [
      '2021-02-02',
      'Outgoing Ambassador of Vietnam, Mrs Pham Thi Bich Ngoc accompanied by Counsellor Tran Trong Thanh have called on Sri Lankan Prime Minister Mahinda Rajapaksa on February 2. Recalling the Prime Minister’s visit to Vietnam in 2009, she invited him to visit Vietnam again.',
      ['ambassador-received LK-VN 2021-02-02', 'visit LK-VN 2009', 'invitation LK-VN 2021-02-02'],
    ],
    [
      '2023-06-05',
      '(VOVWORLD) - President Vo Van Thuong on Monday received the Ambassadors of Poland and Spain, who presented their credentials, and the Ambassador of Mozambique, who bid farewell at the end of his term.',
      [
        'ambassador-received MZ-VN 2023-06-05',
        'credentials-presented PL-VN 2023-06-05',
        'credentials-presented ES-VN 2023-06-05',
      ],
    ],
    [
      '2024-10',
      'Le Premier ministre vietnamien Pham Minh Chinh a eu, le 10 octobre à Vientiane, une entrevue avec le président sud-coréen Yoon Suk Yeol.',
      ['meeting KR-VN 2024-10-10'],
    ],
    [
      '2024-10-11',
      'Le Premier ministre vietnamien Pham Minh Chinh rencontre le président sud-coréen',
      ['meeting KR-VN 2024-10'],
    ],
    [
      '2021-09-08',
      'Saudi Arabia and Egypt have both re-established diplomatic ties with Qatar, but the UAE and Bahrain have yet to do so.',
      ['diplomatic-relations-resumed QA-SA 2021-09', 'diplomatic-relations-resumed EG-QA 2021-09'],
    ],
    [
      '2021-09-08',
      'Saudi Arabia, the United Arab Emirates, Egypt and Bahrain resolved in January to restore ties that had been severed in 2017.',
      [],
    ],
    [
      '2021-06-28',
      'The Saudi envoy was received by the Qatari Emir on June 28. The relations between the two countries have grown since they agreed to normalize relations in January, which ended a dispute among Saudi Arabia, the United Arab Emirates, Bahrain, and Egypt.',
      ['ambassador-received QA-SA 2021-06-28', 'diplomatic-relations-resumed QA-SA 2021-01'],
    ],
    [
      '2020-02-12',
      'KUWAIT: His Highness the Amir received yesterday newly appointed Ambassadors to Kuwait. His Highness received the credentials of Ambassador of Tanzania Aisha Salim Amour, Ambassador of Japan Masato Takaoka and Pakistan’s Ambassador Syed Haider.',
      [
        'ambassador-appointed KW-TZ 2020-02-11',
        'credentials-presented KW-TZ 2020-02-11',
        'credentials-presented JP-KW 2020-02-11',
        'credentials-presented KW-PK 2020-02-11',
      ],
    ],
    [
      '2019-08-29',
      'KUWAIT: His Highness the Amir received a cable from Mauritanian President Mohamed Ould Ghazouani on August 28.',
      ['message KW-MR 2019-08-28'],
    ],
    ['2021-10-04', 'King Abdullah has sent a cable to Qatar Emir Sheikh Tamim bin Hamad Al Thani.', []],
    [
      '2024-09-02',
      'ABU DHABI - The joint supreme committee of Kuwait and the United Arab Emirates held its fifth session on Monday in Abu Dhabi. Signed were a memorandum of understanding on infrastructure and an executive program in the field of sports.',
      ['agreement-signed AE-KW 2024-09-02', 'agreement-signed AE-KW 2024-09-02', 'mechanism-session AE-KW 2024-09-02'],
    ],
    [
      '2019-07-30',
      'The island nation of St Kitts and Nevis announced yesterday that it officially recognises the State of Palestine.',
      ['recognition KN-PS 2019-07-29'],
    ],
    [
      '',
      'India established diplomatic relations with Botswana in 1966. Botswana set up its Mission in New Delhi in 2006.',
      ['diplomatic-relations-established BW-IN 1966', 'mission-opened BW-IN 2006'],
    ],
    [
      '2016-01-10',
      'Over the weekend protesters set ablaze the Saudi embassy in Tehran. Iran and Saudi Arabia are at odds.',
      [],
    ],
    ['2018-10-03', 'Only USD 295 million of it came to Turkey, the German minister said.', []],
    [
      '2017-04-25',
      'The Vietnamese delegation arrived in Phnom Penh on April 24 and was received in a royal audience by His Majesty Norodom Sihamoni, King of Cambodia.',
      ['visit KH-VN 2017-04-24', 'meeting KH-VN 2017-04-24'],
    ],
    [
      '2018-04-19',
      'Diplomatic ties between Azerbaijan and Georgia were established on November 18, 1992. Azerbaijani President Ilham Aliyev, during his meeting with Georgian Prime Minister Giorgi Kvirikashvili, which took place in March in Baku, noted the first place.',
      ['diplomatic-relations-established AZ-GE 1992-11-18', 'meeting AZ-GE 2018-03'],
    ],
    [
      '2024-02-21',
      'President of Tajikistan Emomali Rahmon meets with President of Russia Vladimir Putin\nRead also\nDUSHANBE, 21.02.2024 - The President of Tajikistan, Emomali Rahmon, met on February 21 with the President of Russia, Vladimir Putin, in Kazan.',
      ['meeting RU-TJ 2024-02-21'],
    ],
  ] as const)('%s: %s', (published, text, facts) => {
    expect(stated(text, published)).toEqual([...facts].sort());
  });
});
