import { levelOf } from '@foedera/schema';
import type { ChangeName } from './changes.ts';
import { headlineOf, partyName, say } from './headline.ts';
import type { Entry } from './model.ts';
import type { FigureState, InstrumentState, MissionState, RelationState } from './state.ts';

type Words = Entry['headline'];

const PREFIX: Partial<Record<ChangeName, Words>> = {
  'entry-corroborated': { en: 'One more source', fr: 'Une source de plus', vi: 'Thêm một nguồn' },
  'entry-refined': { en: 'More precise', fr: 'Plus précis', vi: 'Chính xác hơn' },
  'entry-corrected': { en: 'Corrected', fr: 'Corrigé', vi: 'Đã sửa' },
  'entry-retracted': { en: 'Retracted', fr: 'Retiré', vi: 'Đã rút lại' },
  'entries-merged': { en: 'Merged', fr: 'Réuni', vi: 'Đã hợp nhất' },
  'entries-split': { en: 'Split', fr: 'Séparé', vi: 'Đã tách' },
  'contradiction-opened': { en: 'Sources disagree', fr: 'Les sources se contredisent', vi: 'Các nguồn mâu thuẫn' },
  'contradiction-closed': {
    en: 'Sources agree again',
    fr: 'Les sources concordent de nouveau',
    vi: 'Các nguồn đã thống nhất',
  },
};

const STATUS_WORDS: Readonly<Record<string, Words>> = {
  planned: { en: 'Planned', fr: 'Prévu', vi: 'Dự kiến' },
  ongoing: { en: 'Under way', fr: 'En cours', vi: 'Đang diễn ra' },
  completed: { en: 'Took place', fr: 'A eu lieu', vi: 'Đã diễn ra' },
  postponed: { en: 'Postponed', fr: 'Reporté', vi: 'Hoãn' },
  cancelled: { en: 'Cancelled', fr: 'Annulé', vi: 'Hủy' },
};

/** What an entry did: among whom, what about it changed, and what it is. */
export function entryChangeHeadline(change: ChangeName, entry: Entry): Words {
  const prefix = change === 'entry-status' ? STATUS_WORDS[entry.status ?? ''] : PREFIX[change];
  return lined(entry.parties, prefix === undefined ? [entry.headline] : [prefix, entry.headline]);
}

/** Parts of a headline behind the names of the states; French puts a space before a colon. */
function lined(parties: readonly string[], parts: readonly Words[]): Words {
  const line = (language: keyof Words, colon: string): string =>
    [parties.map((party) => partyName(party, language)).join('–'), ...parts.map((part) => part[language])].join(colon);
  return { en: line('en', ': '), fr: line('fr', ' : '), vi: line('vi', ': ') };
}

/** The same about a relation, for a change of its state. */
export function stateHeadline(relation: string, ...parts: readonly Words[]): Words {
  return lined(relation.split('-'), parts);
}

const RELATIONS: Words = { en: 'Diplomatic relations', fr: 'Relations diplomatiques', vi: 'Quan hệ ngoại giao' };
const RELATIONS_STATUS: Readonly<Record<RelationState['relations']['status'], Words>> = {
  established: { en: 'established', fr: 'établies', vi: 'đã thiết lập' },
  suspended: { en: 'suspended', fr: 'suspendues', vi: 'bị đình chỉ' },
  severed: { en: 'severed', fr: 'rompues', vi: 'bị cắt đứt' },
  none: { en: 'none', fr: 'aucune', vi: 'chưa có' },
};
const DATE_CONTESTED: Words = {
  en: 'sources disagree on the date',
  fr: 'les sources se contredisent sur la date',
  vi: 'các nguồn không thống nhất về ngày',
};
const DATE_SETTLED: Words = {
  en: 'sources agree on the date',
  fr: 'les sources concordent sur la date',
  vi: 'các nguồn thống nhất về ngày',
};
const DATE_CHANGED: Words = { en: 'another date', fr: 'autre date', vi: 'ngày khác' };

/** Diplomatic relations as they stand now, or what about their date changed. */
export function relationsHeadline(
  relation: string,
  before: RelationState['relations'],
  after: RelationState['relations'],
): Words {
  if (before.status !== after.status) return stateHeadline(relation, RELATIONS, RELATIONS_STATUS[after.status]);
  if (before.contested === after.contested) return stateHeadline(relation, RELATIONS, DATE_CHANGED);
  return stateHeadline(relation, RELATIONS, after.contested ? DATE_CONTESTED : DATE_SETTLED);
}

const LEVEL: Words = { en: 'Level of relations', fr: 'Niveau des relations', vi: 'Cấp độ quan hệ' };
const NO_LEVEL: Words = { en: 'none', fr: 'aucun', vi: 'chưa có' };

/** The level as it stands now. */
export function levelHeadline(relation: string, level: RelationState['level']): Words {
  return stateHeadline(relation, LEVEL, level === null ? NO_LEVEL : levelOf(level.level).label);
}

const MISSION: Words = {
  en: '{mission}[ {sender@of}][ {city|host@in}]',
  fr: '{mission}[ {sender@of}][ {city|host@in}]',
  vi: '{mission}[ {sender}][ tại {city|host}]',
};
const OPEN: Words = { en: 'open', fr: 'en activité', vi: 'đang hoạt động' };
const CLOSED: Words = { en: 'closed', fr: 'plus en activité', vi: 'đã đóng cửa' };
const GONE: Words = { en: 'no longer on record', fr: 'plus attesté', vi: 'không còn ghi nhận' };

/** A mission as it stands now. */
export function missionHeadline(relation: string, before: MissionState | null, after: MissionState | null): Words {
  const mission = (after ?? before) as MissionState;
  const status = after === null ? GONE : after.closed === null ? OPEN : CLOSED;
  return stateHeadline(relation, say(MISSION, { ...mission }), status);
}

const LATEST: Words = { en: 'Latest figure', fr: 'Dernier chiffre', vi: 'Số liệu mới nhất' };

/** The latest figure of a series; `entry` is said in full where the figure is its own. */
export function figureHeadline(
  relation: string,
  before: FigureState | null,
  after: FigureState | null,
  entry: Entry,
): Words {
  const { kind } = (after ?? before) as FigureState;
  if (after === null) return stateHeadline(relation, headlineOf(kind, {}), GONE);
  const { value, unit } = after.latest;
  const own = after.latest.entry === entry.id;
  return stateHeadline(
    relation,
    LATEST,
    own ? entry.headline : headlineOf(kind, { amount: value, count: value, unit }),
  );
}

const INSTRUMENT_STATUS: Readonly<Record<InstrumentState['status'], Words>> = {
  negotiating: { en: 'under negotiation', fr: 'en négociation', vi: 'đang đàm phán' },
  concluded: { en: 'negotiations concluded', fr: 'négociations conclues', vi: 'đã kết thúc đàm phán' },
  signed: { en: 'signed', fr: 'signature', vi: 'đã ký' },
  ratified: { en: 'ratified', fr: 'ratification', vi: 'đã phê chuẩn' },
  'in-force': { en: 'in force', fr: 'en vigueur', vi: 'có hiệu lực' },
  amended: { en: 'amended', fr: 'amendement', vi: 'đã sửa đổi' },
  terminated: { en: 'terminated', fr: 'dénonciation', vi: 'đã chấm dứt' },
};
const NAMED: Words = { en: '{instrument}', fr: '{instrument}', vi: '{instrument}' };
const INSTRUMENT: Words = { en: 'An agreement', fr: 'Un accord', vi: 'Một văn kiện' };

/** How far an instrument has come. */
export function instrumentHeadline(
  relation: string,
  before: InstrumentState | null,
  after: InstrumentState | null,
): Words {
  const { instrument } = (after ?? before) as InstrumentState;
  const name = instrument === '' ? INSTRUMENT : say(NAMED, { instrument });
  return stateHeadline(relation, name, after === null ? GONE : INSTRUMENT_STATUS[after.status]);
}
