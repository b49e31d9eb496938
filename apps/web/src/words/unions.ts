import type { Language } from './language.ts';

/** Short names of unions and organisations, for remarks. A code that is not here is shown as it is. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  AU: { en: 'the African Union', fr: 'l’Union africaine', vi: 'Liên minh châu Phi' },
  EACU: { en: 'the Eurasian Customs Union', fr: 'l’Union douanière eurasiatique', vi: 'Liên minh Hải quan Á – Âu' },
  EAEU: { en: 'the Eurasian Economic Union', fr: 'l’Union économique eurasiatique', vi: 'Liên minh Kinh tế Á – Âu' },
  EU: { en: 'the European Union', fr: 'l’Union européenne', vi: 'Liên minh châu Âu' },
  GCC: {
    en: 'the Gulf Cooperation Council',
    fr: 'le Conseil de coopération du Golfe',
    vi: 'Hội đồng Hợp tác Vùng Vịnh',
  },
  UN: { en: 'the United Nations', fr: 'les Nations unies', vi: 'Liên Hợp Quốc' },
};

/** Name of a union in a language. */
export function unionName(code: string, language: Language): string {
  return NAMES[code]?.[language] ?? code;
}
