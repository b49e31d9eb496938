import type { Column, Row } from './columns.ts';

/** Rows of a list as a Markdown table, with what follows it. @see CommonMark 0.31, GitHub's tables */
export function markdownTable(title: string, columns: readonly Column[], rows: readonly Row[], ending: string): string {
  const used = columns.filter(({ name }) => rows.some((row) => isStated(row[name])));
  if (rows.length === 0) return `# ${escaped(title)}\n\nNothing.\n\n${ending}\n`;
  const lines = [
    `| ${used.map((column) => escaped(column.name)).join(' | ')} |`,
    `| ${used.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${used.map(({ name }) => cellOf(row[name])).join(' | ')} |`),
  ];
  return `# ${escaped(title)}\n\n${lines.join('\n')}\n\n${ending}\n`;
}

/** Any answer as a Markdown document: members become sections, lists of like objects tables, the rest nested points. */
export function markdownDocument(title: string, answer: object): string {
  return `# ${escaped(title)}\n\n${sections(answer, 2)}`;
}

function sections(value: object, level: number): string {
  const simple: string[] = [];
  const deep: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (!isStated(member)) continue;
    if (typeof member !== 'object') simple.push(`- ${escaped(name)}: ${cellOf(member)}`);
    else if (Array.isArray(member) && member.every((m) => typeof m !== 'object'))
      simple.push(`- ${escaped(name)}: ${member.map(cellOf).join(', ')}`);
    else deep.push(`${'#'.repeat(Math.min(level, 6))} ${escaped(name)}\n\n${partOf(member, level)}`);
  }
  return [...(simple.length > 0 ? [`${simple.join('\n')}\n`] : []), ...deep].join('\n');
}

function partOf(member: object, level: number): string {
  if (!Array.isArray(member)) return sections(member, level + 1);
  const names = [...new Set((member as Row[]).flatMap((row) => Object.keys(row ?? {})))];
  const lines = [
    `| ${names.map(escaped).join(' | ')} |`,
    `| ${names.map(() => '---').join(' | ')} |`,
    ...(member as Row[]).map((row) => `| ${names.map((name) => cellOf(row[name])).join(' | ')} |`),
  ];
  return `${lines.join('\n')}\n`;
}

/** False for what a reader has no use for: nothing, and what is empty. */
function isStated(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#]/g, '\\$&')
    .replace(/\r?\n|\r/g, ' ')
    .trim();
}
