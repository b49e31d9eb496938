import type { Act, Claim, EntryPage } from '@foedera/client';
import { counted, wrap } from '../output.ts';
import { painter, type Terminal } from '../terminal.ts';

/** An entry's page as lines: what happened, who says so in which words, what is disputed, what was done about it. */
export function entryPageLines(entry: EntryPage, terminal: Terminal): string[] {
  const paint = painter(terminal.stdout);
  const width = terminal.stdout.columns ?? 100;
  const { headline, occurred, occurredBasis, kind, status, relation, contradictions, claims, history } = entry;
  const about = [
    occurred === null ? 'undated' : `${occurred}${occurredBasis === null ? '' : ` (${occurredBasis})`}`,
    kind,
    relation,
    ...(status === null ? [] : [status]),
    ...(entry.unconfirmedSince === undefined ? [] : [`never confirmed since ${entry.unconfirmedSince}`]),
  ];
  const disputed = contradictions.map(({ about: what, values }) => {
    const sides = values.map(({ value, sources }) => `${shown(value)} (${sources.join(', ')})`);
    return `${what}: ${sides.join(' or ')}`;
  });
  return [
    paint('bold', headline),
    paint('dim', about.join(' · ')),
    paint('dim', entry.id),
    ...section(
      paint('cyan', 'Disputed'),
      disputed.flatMap((text) => wrap(text, width - 2)),
    ),
    ...section(
      paint('cyan', counted(claims.length, 'claim')),
      claims.flatMap((claim) => claimLines(claim, terminal, width - 2)),
    ),
    ...section(paint('cyan', 'What was done'), history.map(actLine)),
  ];
}

function claimLines(claim: Claim, terminal: Terminal, width: number): string[] {
  const paint = painter(terminal.stdout);
  const { id, source, occurred, quote, reported, correction, confidence } = claim;
  const who = source.publisher ?? source.title ?? source.id;
  const told = reported === null ? 'publication date unknown' : `reported ${reported}`;
  return [
    `${paint('yellow', id)}  ${occurred ?? 'undated'}  ${who}, ${told}, confidence ${confidence.toFixed(2)}`,
    ...(quote === null ? [] : wrap(`“${quote.replace(/\s+/g, ' ').trim()}”`, width - 2).map((line) => `  ${line}`)),
    ...(correction === null ? [] : [`  corrected (${correction.basis}): ${correction.reason}`]),
  ];
}

function actLine({ act, seq, recorded, reason, by }: Act): string {
  const why = [...(by === null ? [] : [`by ${by}`]), ...(reason === null ? [] : [reason])].join(': ');
  return `seq ${seq}  ${recorded?.slice(0, 10) ?? ''}  ${act}${why === '' ? '' : `  ${why}`}`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
