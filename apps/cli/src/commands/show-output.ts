import type { FigurePoint, RelationAnswer, RelationState } from '@foedera/client';
import { KINDS, type Kind } from '@foedera/schema';
import { type Column, table } from '../output.ts';
import { painter, type Terminal } from '../terminal.ts';

interface Asked {
  readonly on?: string;
  readonly asReported?: string;
  readonly asRecorded?: string;
}

/** A section of the output: a heading and its rows. */
type Section = readonly [heading: string, rows: readonly (readonly string[])[]];

const UNDATED = 'undated';

/** The state of a relation as lines: who, when asked, then a section for each part that has anything. */
export function stateLines(answer: RelationAnswer, asked: Asked, terminal: Terminal): string[] {
  const paint = painter(terminal.stdout);
  const { id, names, state, seq, epoch } = answer;
  const width = terminal.stdout.columns ?? 100;
  const lines = [
    `${paint('bold', names.join(' – '))}  ${paint('dim', id)}`,
    paint('dim', [...askedFor(asked), `seq ${seq}`, `epoch ${epoch.slice(0, 8)}`].join(' · ')),
  ];
  const found = sections(state).filter(([, rows]) => rows.length > 0);
  if (found.length === 0) return [...lines, '', 'Nothing is known about this relation here.'];
  const columns: Column[] = [{ heading: '' }, { heading: '', flexible: true }];
  for (const [heading, rows] of found)
    lines.push('', paint('cyan', heading), ...table(columns, rows, width - 2).map((line) => `  ${line}`));
  return lines;
}

function askedFor({ on, asReported, asRecorded }: Asked): string[] {
  return [
    on === undefined ? 'latest state' : `on ${on}`,
    ...(asReported === undefined ? [] : [`as reported by ${asReported}`]),
    ...(asRecorded === undefined ? [] : [`as recorded at ${asRecorded}`]),
  ];
}

function sections(state: RelationState): Section[] {
  const { relations, level, missions, ambassadors, instruments, mechanisms, figures, planned, targets, flags } = state;
  return [
    ['Diplomatic relations', relationRows(relations)],
    [
      'Level',
      (level?.history ?? []).map((s) => [
        dated(s.since),
        `${s.label}${s.wording && s.wording !== s.level ? ` (“${s.wording}”)` : ''}`,
      ]),
    ],
    [
      'Missions',
      missions.map((m) => [
        m.closed === null ? dated(m.opened) : `${dated(m.opened)} – ${m.closed}`,
        `${m.mission} of ${m.sender ?? 'unknown'} in ${[m.city, m.host].filter(Boolean).join(', ') || 'unknown'}`,
      ]),
    ],
    [
      'Ambassadors',
      ambassadors.map((a) => [dated(a.since), `${a.ambassador} (${a.sender ?? '?'} → ${a.host ?? '?'})`]),
    ],
    [
      'Instruments',
      instruments.map((i) => [
        dated(i.steps.at(-1)?.occurred ?? null),
        `${i.status}: ${i.instrument || i.type || 'unnamed'}`,
      ]),
    ],
    [
      'Mechanisms',
      mechanisms.map((m) => [
        dated(m.last.occurred),
        `${m.mechanism || 'unnamed'}${m.last.ordinal === null ? '' : `, session ${m.last.ordinal}`}`,
      ]),
    ],
    ['Latest figures', figures.map(({ kind, of, latest }) => [dated(latest.occurred), figureText(kind, of, latest)])],
    [
      'Announced',
      planned.map((p) => [dated(p.occurred), named(p.kind) + (p.unconfirmedSince ? ', never confirmed' : '')]),
    ],
    [
      'Targets',
      targets.map((t) => [
        t.horizon ?? 'no date',
        `${[t.figure, amountText(t.amount, t.unit)].filter(Boolean).join(': ')} — ${t.outcome}`,
      ]),
    ],
    ['Worth a look', flags.map((f) => [dated(f.occurred), f.code.replaceAll('-', ' ')])],
  ];
}

function relationRows(relations: RelationState['relations']): string[][] {
  const rows = relations.recognitions.map((r) => [dated(r.occurred), `${r.by ?? '?'} recognised ${r.of ?? '?'}`]);
  if (relations.status === 'none') return rows;
  const contested = relations.contested ? ' — sources disagree about the date' : '';
  return [...rows, [dated(relations.since), `${relations.status}${contested}`]];
}

function figureText(kind: Kind, of: string, point: FigurePoint): string {
  const about = point.atLeast ? 'at least ' : point.approx ? 'about ' : '';
  const growth = point.growth === null ? '' : ` (${point.growth > 0 ? '+' : ''}${point.growth} %)`;
  const whose = of === '' || of === point.unit ? '' : ` [${of}]`;
  const contested = point.contested ? ' — sources disagree' : '';
  return `${named(kind)}${whose}: ${about}${amountText(point.value, point.unit)}${growth}${contested}`;
}

/** An amount with its unit, empty when there is none. */
export function amountText(value: number | null, unit: string | null): string {
  if (value === null) return '';
  return [value.toLocaleString('en', { maximumFractionDigits: 2 }), unit].filter(Boolean).join(' ');
}

function named(kind: Kind): string {
  return kind in KINDS ? kind.replaceAll('-', ' ') : kind;
}

function dated(occurred: string | null): string {
  return occurred ?? UNDATED;
}
