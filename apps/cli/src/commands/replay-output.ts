import type { Entry, Frame, RelationState } from '@foedera/client';
import { wrap } from '../output.ts';
import { painter, type Terminal } from '../terminal.ts';
import { amountText } from './show-output.ts';

/** What a state says, one short text per thing that it says something about. */
export type StateFacts = ReadonlyMap<string, string>;

/** Room for what stands in front: an interval of days, or a day. */
const INDENT = { occurred: 23, reported: 12, recorded: 12 };

/** A step as lines: when, what came and went, what that changed in the relation's state. */
export function frameLines(
  frame: Frame,
  before: StateFacts,
  terminal: Terminal,
): { readonly lines: string[]; readonly facts: StateFacts } {
  const paint = painter(terminal.stdout);
  const indent = INDENT[frame.axis];
  const width = (terminal.stdout.columns ?? 100) - indent;
  const facts = factsOf(frame.state);
  const step = frame.axis === 'recorded' ? `seq ${frame.at}` : (frame.date ?? 'undated');
  const lines: string[] = [];
  const add = (lead: string, text: string, style: (line: string) => string = (line) => line): void => {
    for (const [index, line] of wrap(text, width).entries())
      lines.push(paint('cyan', (index === 0 ? lead : '').padEnd(indent)) + style(line));
  };
  for (const entry of frame.entries) {
    // Along the time of happening an entry's own date stands in front: a year is not its first of January.
    const lead = frame.axis === 'occurred' ? (entry.occurred ?? 'undated') : lines.length === 0 ? step : '';
    add(lead, headlineOf(entry, frame.axis));
  }
  if (frame.left.length > 0)
    add(lines.length === 0 ? step : '', `gone: ${frame.left.map((id) => id.slice(0, 8)).join(', ')}`, (line) =>
      paint('yellow', line),
    );
  for (const text of differences(before, facts)) add('', `→ ${text}`, (line) => paint('green', line));
  return { lines, facts };
}

function headlineOf({ headline, occurred, status, contradictions }: Entry, axis: Frame['axis']): string {
  const said = [
    ...(axis === 'occurred' ? [] : [occurred ?? 'undated']),
    ...(status === null || status === 'completed' ? [] : [status]),
    ...(contradictions.length > 0 ? ['disputed'] : []),
  ];
  return said.length === 0 ? headline : `${headline} (${said.join('; ')})`;
}

/** What became different between two states. */
export function differences(before: StateFacts, after: StateFacts): string[] {
  const texts: string[] = [];
  for (const [about, text] of after) {
    const was = before.get(about);
    if (was === undefined) texts.push(`${about}: ${text}`);
    else if (was !== text) texts.push(`${about}: ${was} → ${text}`);
  }
  for (const [about, text] of before) if (!after.has(about)) texts.push(`${about}: no longer ${text}`);
  return texts;
}

/** A state as facts that can be compared one by one. */
export function factsOf(state: RelationState): StateFacts {
  const facts = new Map<string, string>();
  const { relations, level, missions, ambassadors, instruments, mechanisms, figures, planned, targets } = state;
  if (relations.status !== 'none')
    facts.set(
      'relations',
      `${relations.status}, ${relations.since ?? 'undated'}${relations.contested ? ' (disputed)' : ''}`,
    );
  for (const { by, of, occurred } of relations.recognitions)
    facts.set(`recognition of ${of ?? '?'} by ${by ?? '?'}`, occurred ?? 'undated');
  if (level !== null) facts.set('level', level.label);
  for (const { mission, sender, host, city, opened, closed } of missions)
    facts.set(
      `${mission} of ${sender ?? '?'} in ${[city, host].filter(Boolean).join(', ') || '?'}`,
      closed === null ? `open since ${opened ?? 'an unknown day'}` : `closed ${closed}`,
    );
  for (const { sender, host, ambassador } of ambassadors)
    facts.set(`ambassador ${sender ?? '?'} → ${host ?? '?'}`, ambassador);
  for (const { instrument, type, status } of instruments)
    facts.set(instrument || type || 'an unnamed instrument', status);
  for (const { mechanism, sessions, last } of mechanisms)
    facts.set(
      mechanism || 'an unnamed mechanism',
      `${last.ordinal === null ? `${sessions} held` : `session ${last.ordinal}`}`,
    );
  for (const { kind, of, latest } of figures)
    facts.set(
      `${kind.replaceAll('-', ' ')}${of === '' ? '' : ` (${of})`}`,
      `${amountText(latest.value, latest.unit)} in ${latest.occurred ?? 'an unknown period'}`,
    );
  for (const { kind, occurred } of planned)
    facts.set(`announced ${kind.replaceAll('-', ' ')} ${occurred ?? 'undated'}`, 'awaited');
  for (const { figure, amount, unit, horizon } of targets)
    facts.set(`target ${[figure, horizon].filter(Boolean).join(' ') || 'without a date'}`, amountText(amount, unit));
  return facts;
}
