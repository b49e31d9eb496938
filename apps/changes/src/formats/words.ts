/** Languages in which headlines are written. */
export const LANGUAGES = ['en', 'fr', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the feeds say besides headlines. */
export const FEED_WORDS: Readonly<
  Record<
    Language,
    { readonly title: string; readonly occurred: string; readonly reported: string; readonly recorded: string }
  >
> = {
  en: {
    title: 'Changes in relations between states',
    occurred: 'occurred',
    reported: 'reported',
    recorded: 'recorded',
  },
  fr: {
    title: 'Changements dans les relations entre États',
    occurred: 'survenu',
    reported: 'publié',
    recorded: 'enregistré',
  },
  vi: {
    title: 'Thay đổi trong quan hệ giữa các quốc gia',
    occurred: 'diễn ra',
    reported: 'công bố',
    recorded: 'ghi nhận',
  },
};
