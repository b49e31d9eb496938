/** Languages of the page. */
export const LANGUAGES = ['en', 'fr', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/**
 * The language that a reader asks for: `Accept-Language` by weight, `en` where none of ours is in it.
 * @see RFC 9110, 12.5.4
 */
export function acceptedLanguage(header: string | undefined): Language {
  const ranges = (header ?? '').split(',', 50).map((part, place) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = Number(
      parameters
        .find((p) => p.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    return { language: tag.split('-')[0] as string, weight: Number.isFinite(weight) ? weight : 0, place };
  });
  const best = ranges
    .filter(({ language, weight }) => isLanguage(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)[0];
  return best && isLanguage(best.language) ? best.language : 'en';
}
