import type { Kind } from '@foedera/schema';
import type { RefusalReason } from './types.ts';

const WHY: Readonly<Record<RefusalReason, string>> = {
  hoped: 'it is wished for, considered or urged, not reported as done or announced',
  negated: 'the sentence says that it did not happen',
  promised: 'it is an aim or a promise, not something that happened',
  domestic: 'both sides are the same state',
  'no-parties': 'the text does not tell which two states it is between',
  undated: 'the text does not tell when',
  share: 'the figure is a part of a total, or explains one',
  corporate: 'it is a deal between companies',
  generic: 'it speaks of such happenings in general, not of one of them',
  anniversary: 'it is what an anniversary recalls, without its own date',
  media: 'it is an interview or a talk with the press',
  local: 'local bodies met, not states',
  sectoral: 'the partnership is for one field and is no level of relations',
  multilateral: 'it is a gathering of many states',
};

/** Why a candidate was refused, as a sentence for a desk officer. */
export function whyRefused(reason: RefusalReason, kind: Kind): string {
  return `Looks like ${kind}, but ${WHY[reason]}.`;
}
