import type { ExtractedFact, Extraction } from '@foedera/ingest';
import { counted, table, wrap } from '../output.ts';
import { painter, type Terminal } from '../terminal.ts';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** A document's facts as a table, with a line about the document above it. */
export function factTable(name: string, extraction: Extraction, terminal: Terminal, width: number): string[] {
  const paint = painter(terminal.stdout);
  const { language, published, publishedBasis, title } = extraction.document;
  const dated = published === null ? 'no publication date' : `published ${published} (${publishedBasis})`;
  const about = [LANGUAGES.of(language) ?? language, dated, counted(extraction.facts.length, 'fact')].join(' · ');
  const rows = extraction.facts.map((fact) => [
    fact.date ?? 'undated',
    fact.kind,
    fact.parties.join('-') + (fact.via.length > 0 ? ` via ${fact.via.join(', ')}` : ''),
    `${attributesOf(fact)}“${fact.quote.replace(/\s+/g, ' ').trim()}”`,
    fact.confidence.toFixed(2),
  ]);
  const columns = [
    { heading: 'date' },
    { heading: 'kind', paint: (text: string) => paint('cyan', text) },
    { heading: 'parties' },
    { heading: 'what the text says', flexible: true },
    { heading: 'conf.', align: 'right' as const },
  ];
  const lines = [paint('bold', name), ...(title === null ? [] : wrap(title, width)), paint('dim', about), ''];
  return extraction.facts.length === 0 ? lines : [...lines, ...table(columns, rows, width), ''];
}

/** Which rule made each fact, what was refused and why, and what the reader saw on the way. */
export function explanation(extraction: Extraction, terminal: Terminal, width: number): string[] {
  const paint = painter(terminal.stdout);
  const rules = extraction.facts.map((fact) => [fact.rule, fact.kind, `${fact.section}/${fact.zone}`, fact.dateBasis]);
  const refused = extraction.refusals.map((r) => [r.reason, `${r.why}: “${r.quote.replace(/\s+/g, ' ').trim()}”`]);
  const quiet = (text: string): string => paint('yellow', text);
  return [
    paint('bold', 'Rules that fired'),
    ...table([{ heading: 'rule' }, { heading: 'kind' }, { heading: 'zone' }, { heading: 'date from' }], rules, width),
    '',
    paint('bold', 'Refused'),
    ...table(
      [
        { heading: 'reason', paint: quiet },
        { heading: 'why', flexible: true },
      ],
      refused,
      width,
    ),
    '',
    paint('bold', 'Seen on the way'),
    ...seen(extraction.trace),
    '',
  ];
}

/** A trace as indented lines: one per value, nested names joined by dots. */
function seen(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => seen(one, `${at}[${index}]`));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.every(([, one]) => typeof one !== 'object' || one === null))
      return [`  ${at}  ${entries.map(([name, one]) => `${name}=${String(one)}`).join('  ')}`];
    return entries.flatMap(([name, one]) => seen(one, at === '' ? name : `${at}.${name}`));
  }
  return [`  ${at}  ${String(value)}`];
}

function attributesOf(fact: ExtractedFact): string {
  const shown = Object.entries(fact.attributes).filter(
    ([, value]) => typeof value !== 'object' || Array.isArray(value),
  );
  if (shown.length === 0) return '';
  return `${shown.map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join('; ')} — `;
}
