import type { Kind } from '@foedera/schema';
import { agreementKind } from './agreements.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { credentials } from './credentials.ts';
import { draft, namesIn, refuse } from './drafts.ts';
import { encounter } from './encounters.ts';
import { money, people } from './figures.ts';
import { missions } from './missions.ts';
import { cooperation, pairKind, recognition } from './pairs.ts';
import { partiesOf } from './parties.ts';
import { visits } from './visits.ts';
import { whenOf } from './when.ts';

/** Kinds that are announced as such, so that what is planned of them is a fact with status `planned`. */
const ANNOUNCED: ReadonlySet<Kind> = new Set([
  'visit',
  'mechanism-session',
  'agreement-in-force',
  'meeting',
  'agreement-signed',
  'mission-opened',
  'trade-volume',
  'agreement-negotiations-round',
  'credentials-presented',
]);

/** Kinds that measure: their resolvers tell a figure from a target. */
const FIGURES: ReadonlySet<Kind> = new Set([
  'trade-volume',
  'investment-stock',
  'community-size',
  'students',
  'tourist-arrivals',
]);

/** Hands a trigger to the resolver of its kind, unless the words around it make it less than a fact. */
export function resolve(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { kind } = trigger.rule;
  const figure = FIGURES.has(kind);
  if (governed.mode === 'negated') return [refuse(trigger, 'negated')];
  if (governed.mode === 'hoped' && !figure) return [refuse(trigger, 'hoped')];
  if (governed.mode === 'promised' && !figure) return [refuse(trigger, 'promised')];
  if (governed.mode === 'expected' && !figure && !ANNOUNCED.has(kind)) return [refuse(trigger, 'hoped')];
  if (governed.mode === 'planned' && !ANNOUNCED.has(kind) && !figure && kind !== 'invitation')
    return [refuse(trigger, 'promised')];
  switch (kind) {
    case 'visit':
      return visits(context, trigger, governed, undated);
    case 'recognition':
      return recognition(context, trigger, governed);
    case 'cooperation-established':
      return cooperation(context, trigger, governed);
    case 'mission-opened':
    case 'mission-closed':
      return missions(context, trigger, governed, undated);
    case 'credentials-presented':
      return credentials(context, trigger, governed, undated);
    case 'agreement-signed':
    case 'agreement-ratified':
    case 'agreement-in-force':
    case 'agreement-amended':
    case 'agreement-terminated':
    case 'negotiations-concluded':
      return agreementKind(context, trigger, governed, kind === 'agreement-in-force' ? 'null' : undated);
    case 'meeting':
    case 'message':
    case 'invitation':
    case 'honour-conferred':
    case 'ambassador-received':
    case 'ambassador-appointed':
    case 'ambassador-recalled':
      return encounter(context, trigger, governed, undated);
    case 'trade-volume':
    case 'investment-stock':
      return money(context, trigger, governed);
    case 'community-size':
    case 'students':
    case 'tourist-arrivals':
      return people(context, trigger, governed);
    case 'joint-venture': {
      const sided = partiesOf(context, trigger.match.start, trigger.match.end);
      if (!sided) return [refuse(trigger, 'no-parties')];
      const names = namesIn(context, trigger.match.start, context.sentence.tokens.length).map((n) => n.name);
      return [draft(trigger, sided, whenOf(context, trigger, 'past', 'null'), governed, { names })];
    }
    default:
      return pairKind(context, trigger, governed, undated);
  }
}
