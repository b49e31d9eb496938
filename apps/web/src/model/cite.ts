import type { EntryPage } from '@foedera/client';

/** What a citation is made from. */
export interface Cited {
  readonly entry: EntryPage;
  readonly relation: string;
  readonly date: string;
  /** Address that shows the same for ever. */
  readonly url: string;
  /** Day of the citation, `YYYY-MM-DD`. */
  readonly today: string;
}

/** A citation in three forms. */
export interface Citations {
  readonly apa: string;
  readonly bibtex: string;
  readonly csl: string;
}

/** Cites an entry as this ledger stood: the address pins the rules and the `seq`. */
export function citationsOf({ entry, relation, date, url, today }: Cited): Citations {
  const title = `${relation}: ${entry.headline} (${date})`;
  const version = `seq ${entry.asOf.seq}, epoch ${entry.asOf.epoch.slice(0, 8)}`;
  const [year = '', month = '', day = ''] = today.split('-');
  const written = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', day: 'numeric' }).format(
    new Date(`${today}T00:00:00Z`),
  );
  return {
    apa: `Foedera. (${year}, ${written}). ${title} [Ledger entry; ${version}]. ${url}`,
    bibtex: [
      `@misc{foedera-${entry.id.slice(0, 8)}-${entry.asOf.seq},`,
      `  author = {{Foedera}},`,
      `  title = {${title.replace(/[{}\\%&#_$]/g, (c) => (c === '\\' ? '\\textbackslash{}' : `\\${c}`))}},`,
      `  year = {${year}}, month = {${Number(month)}}, day = {${Number(day)}},`,
      `  note = {${version}},`,
      `  url = {${url}}`,
      '}',
    ].join('\n'),
    csl: JSON.stringify(
      [
        {
          id: `foedera-${entry.id.slice(0, 8)}-${entry.asOf.seq}`,
          type: 'entry',
          title,
          author: [{ literal: 'Foedera' }],
          issued: { 'date-parts': [[Number(year), Number(month), Number(day)]] },
          version,
          URL: url,
        },
      ],
      null,
      2,
    ),
  };
}

/** Address of an entry's page as it stands now, for ever. */
export function pinnedPath(entry: EntryPage, asReported: string | null): string {
  const search = new URLSearchParams();
  if (asReported !== null) search.set('asReported', asReported);
  search.set('asRecorded', String(entry.asOf.seq));
  search.set('epoch', entry.asOf.epoch);
  return `/entries/${entry.id}?${search}`;
}
