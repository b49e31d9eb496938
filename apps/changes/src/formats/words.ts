/** Languages in which headlines are written. */
export const LANGUAGES = ['en', 'fr', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the feeds say besides headlines: labels stand before a date. */
export const FEED_WORDS: Readonly<
  Record<
    Language,
    { readonly title: string; readonly occurred: string; readonly reported: string; readonly recorded: string }
  >
> = {
  en: {
    title: 'Changes in relations between states',
    occurred: 'Occurred: ',
    reported: 'Reported: ',
    recorded: 'Recorded: ',
  },
  fr: {
    title: 'Changements dans les relations entre États',
    occurred: 'Survenu : ',
    reported: 'Publié : ',
    recorded: 'Enregistré : ',
  },
  vi: {
    title: 'Thay đổi trong quan hệ giữa các quốc gia',
    occurred: 'Diễn ra: ',
    reported: 'Công bố: ',
    recorded: 'Ghi nhận: ',
  },
};
