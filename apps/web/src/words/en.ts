import { counted } from './plural.ts';

const n = counted('en');

/** What a relation's page says in English from the start. */
export const en = {
  undated: 'undated',
  about: (date: string) => `about ${date}`,
  perhaps: (date: string) => `perhaps ${date}`,
  until: (date: string) => `by ${date}`,
  from: (date: string) => `from ${date}`,
  colon: ': ',
  sources: (count: number) => n(count, '1 source', '# sources'),
  entries: (count: number) => n(count, '1 entry', '# entries'),
  relation: {
    since: (level: string, date: string) => `${level} since ${date}`,
    levelHeading: 'Level',
    /** Short names of the rungs of the ladder, from none. */
    rungs: ['established', 'comprehensive', 'strategic', 'compr. strategic'] as readonly string[],
    noLevel: 'No source states a partnership level.',
    wording: (text: string) => `worded “${text}”`,
    relations: {
      established: 'Diplomatic relations established',
      suspended: 'Diplomatic relations suspended',
      severed: 'Diplomatic relations severed',
      none: 'No source states diplomatic relations',
    } as Record<string, string>,
    contested: 'sources disagree',
    chart: 'Timeline',
    chartAbout: (from: string, to: string, count: string) =>
      `Timeline from ${from} to ${to} with ${count}. The list below has the same entries in words.`,
    legend: {
      day: 'day known',
      band: 'month or year: somewhere in the band',
      extent: 'lasted all of it',
      open: 'open edge: before or after',
      planned: 'dashed: announced',
      contested: 'ring: sources disagree',
    },
    outside: (undated: number, spanning: number) =>
      [
        undated > 0 &&
          n(undated, '1 entry without a date is in the list only', '# entries without a date are in the list only'),
        spanning > 0 &&
          n(
            spanning,
            '1 that reaches over several years is not in the bars',
            '# that reach over several years are not in the bars',
          ),
      ]
        .filter(Boolean)
        .join('; '),
    density: 'Too many entries to draw one by one: bars count them. Choose a shorter window to see each.',
    histogram: 'Entries per year',
    windowFrom: 'From',
    windowTo: 'Until before',
    windowStart: 'Start of the window',
    windowEnd: 'End of the window',
    apply: 'Apply',
    clear: 'Show everything',
    earlier: 'Earlier',
    later: 'Later',
    dateHint: 'YYYY, YYYY-MM or YYYY-MM-DD',
    certainty: 'Only entries surely inside the window',
    list: 'Entries',
    newest: 'newest first',
    oldest: 'oldest first',
    facets: 'Filter',
    category: 'Category',
    status: 'Status',
    source: 'Source',
    more: 'More',
    scope: 'Only these states, without unions and predecessors',
    nothing: 'No entry fits. Widen the window or take filters away.',
    nothingYet: 'Nothing had been reported by then.',
    showMore: 'Show more entries',
    shown: (shown: string, of: string) => `${shown} of ${of} shown`,
  },
  known: {
    heading: 'As known on',
    today: 'today',
    now: 'Everything reported so far',
    only: (date: string) => `As known on ${date}: only what had been published by then.`,
    recorded: (point: string) => `As this ledger would have answered at ${point}.`,
    date: 'Date of knowledge',
    slider: 'Move through what was known',
    play: 'Play',
    pause: 'Pause',
    speed: 'Speed',
    back: 'Back to today',
    compare: 'Compare two dates',
    step: (date: string, change: string) => `${date}${change === '' ? '' : `: ${change}`}`,
    added: (count: number) => n(count, '1 new entry', '# new entries'),
    changed: (count: number) => n(count, '1 changed', '# changed'),
    gone: (count: number) => n(count, '1 gone', '# gone'),
    same: 'nothing changed',
  },
  live: {
    show: (count: number) => n(count, 'Show 1 new change', 'Show # new changes'),
    announce: (count: number) => n(count, '1 new change', '# new changes'),
    lost: 'Connection lost. What you see stays as it was; trying again.',
    resumed: 'Connected again.',
    missing: 'Some changes were missed: reload the page to be sure.',
  },
  categories: {
    political: 'Political',
    mission: 'Missions',
    exchange: 'Exchanges',
    agreement: 'Agreements',
    economy: 'Economy',
    people: 'People',
  } as Record<string, string>,
  statuses: {
    planned: 'announced',
    ongoing: 'under way',
    completed: 'took place',
    postponed: 'postponed',
    cancelled: 'cancelled',
    none: 'without status',
  } as Record<string, string>,
  marks: {
    contested: 'sources disagree',
    unconfirmed: (date: string) => `announced; nobody confirmed it (since ${date})`,
    via: (what: string) => `through ${what}`,
    wider: (states: string) => `with ${states}`,
    continued: (states: string) => `as ${states}`,
    maybe: 'maybe a duplicate',
    fresh: 'new here',
    moved: 'changed here',
  },
  problem: {
    title: 'That did not work',
    notFound: 'There is nothing at this address.',
    unreachable: 'The API does not answer. Try again in a moment.',
    parameters: 'Part of the address was not understood and is left out:',
    unknownParameter: (name: string) => `“${name}” is not a parameter of this page`,
    home: 'To the relations',
  },
};

/** Shape of every dictionary of the first words. */
export type Words = typeof en;
