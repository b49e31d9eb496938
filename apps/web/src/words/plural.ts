import type { Language } from './language.ts';

/** Words for a count: the form for one, or for several; `#` is the number as the language writes it. */
export function counted(language: Language): (count: number, one: string, several: string) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, one, several) => (rules.select(count) === 'one' ? one : several).replace('#', numbers.format(count));
}
