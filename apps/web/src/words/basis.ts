import type { Language } from './language.ts';

type Others = Readonly<Record<Exclude<Language, 'en'>, string>>;

/** How a date came about, as extractors word it; rendered on the server only. What is not here is shown as it is. */
const BASES: Readonly<Record<string, Others>> = {
  stated: { fr: 'indiquée', vi: 'được nêu rõ' },
  'stated, year of the same sentence': {
    fr: 'indiquée, année de la même phrase',
    vi: 'được nêu rõ, năm lấy từ cùng câu',
  },
  'relative to publication': { fr: 'relative à la publication', vi: 'tính theo ngày đăng' },
  'inferred year': { fr: 'année déduite', vi: 'năm được suy ra' },
  'header line': { fr: 'ligne d’en-tête', vi: 'dòng đầu bài' },
  'front matter': { fr: 'en-tête du fichier', vi: 'phần đầu tệp' },
  'heading of the entry': { fr: 'titre de l’entrée', vi: 'tiêu đề của mục' },
  'inferred from the newest past date in the text': {
    fr: 'déduite de la date passée la plus récente du texte',
    vi: 'suy ra từ ngày quá khứ gần nhất trong bài',
  },
  'inferred from the dates of the other teasers': {
    fr: 'déduite des dates des autres annonces',
    vi: 'suy ra từ ngày của các tin giới thiệu khác',
  },
  'the event being reported': { fr: 'l’événement rapporté', vi: 'sự kiện đang được đưa tin' },
  'undated in the text': { fr: 'sans date dans le texte', vi: 'không có ngày trong bài' },
  'undated, no publication date': {
    fr: 'sans date, publication non datée',
    vi: 'không có ngày, không rõ ngày đăng',
  },
  'undated, publication date only roughly known': {
    fr: 'sans date, publication datée approximativement',
    vi: 'không có ngày, ngày đăng chỉ biết gần đúng',
  },
  'no publication date': { fr: 'publication non datée', vi: 'không rõ ngày đăng' },
  'year unknown': { fr: 'année inconnue', vi: 'không rõ năm' },
  'a target, not a happening': { fr: 'un objectif, pas un événement', vi: 'một mục tiêu, không phải sự kiện' },
  unknown: { fr: 'inconnue', vi: 'không rõ' },
};

const WITH_REASON = /^(.+?) \((.+)\)$/;

/** The basis of a date in a language: `relative to publication (header line)` word by word. */
export function basisText(basis: string, language: Language): string {
  if (language === 'en') return basis;
  const m = WITH_REASON.exec(basis);
  if (m) return `${basisText(m[1] as string, language)} (${basisText(m[2] as string, language)})`;
  return BASES[basis]?.[language] ?? basis;
}
