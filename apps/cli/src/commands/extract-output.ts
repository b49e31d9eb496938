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

/** How the document was read, in words, sentence by sentence; lines that go on are indented further. */
export function explanation(lines: readonly string[], terminal: Terminal, width: number): string[] {
  const paint = painter(terminal.stdout);
  const colours = { FACT: 'green', 'NO FACT': 'yellow', '==': 'bold' } as const;
  return lines.flatMap((line) => {
    const [, indent = '', text = ''] = /^( *)(.*)$/s.exec(line) ?? [];
    const mark = (['FACT', 'NO FACT', '=='] as const).find((word) => text.startsWith(`${word} `));
    return wrap(text, width - indent.length - HANGING.length).map((part, i) => {
      const shown = i === 0 && mark ? `${paint(colours[mark], mark)}${part.slice(mark.length)}` : part;
      return `${indent}${i === 0 ? '' : HANGING}${shown}`.trimEnd();
    });
  });
}

const HANGING = '    ';

function attributesOf(fact: ExtractedFact): string {
  const shown = Object.entries(fact.attributes).filter(
    ([, value]) => typeof value !== 'object' || Array.isArray(value),
  );
  if (shown.length === 0) return '';
  return `${shown.map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join('; ')} — `;
}
