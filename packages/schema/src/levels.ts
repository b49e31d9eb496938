/** Partnership levels: rungs of a ladder that belongs to an actor's scheme; the source's wording is kept beside it. */

/** A level of relations. `rung` is null where the wording is not surely a rung of the scheme. */
export interface Level {
  readonly id: string;
  readonly rung: number | null;
  readonly label: { readonly en: string; readonly fr: string; readonly vi: string };
}

/** The scheme that Viet Nam uses, also the most common wording elsewhere. */
export const LEVELS: readonly Level[] = [
  {
    id: 'comprehensive partnership',
    rung: 1,
    label: { en: 'comprehensive partnership', fr: 'partenariat intégral', vi: 'đối tác toàn diện' },
  },
  {
    id: 'strategic partnership',
    rung: 2,
    label: { en: 'strategic partnership', fr: 'partenariat stratégique', vi: 'đối tác chiến lược' },
  },
  {
    id: 'comprehensive strategic partnership',
    rung: 3,
    label: {
      en: 'comprehensive strategic partnership',
      fr: 'partenariat stratégique intégral',
      vi: 'đối tác chiến lược toàn diện',
    },
  },
  {
    id: 'comprehensive and deep partnership',
    rung: null,
    label: {
      en: 'comprehensive and deep partnership',
      fr: 'partenariat intégral et profond',
      vi: 'đối tác toàn diện và sâu rộng',
    },
  },
  {
    id: 'special relations',
    rung: null,
    label: { en: 'special relations', fr: 'relations spéciales', vi: 'quan hệ đặc biệt' },
  },
];

/** The level of an id, or a level without a rung and with the wording as its label when no scheme knows it. */
export function levelOf(id: string): Level {
  return LEVELS.find((l) => l.id === id) ?? { id, rung: null, label: { en: id, fr: id, vi: id } };
}
