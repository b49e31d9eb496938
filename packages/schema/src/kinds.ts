import { z } from 'zod';

/** Categories under which kinds are shown. */
export const CATEGORIES = ['political', 'mission', 'exchange', 'agreement', 'economy', 'people'] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a source says of how far a happening has come. */
export const STATUSES = ['planned', 'ongoing', 'completed', 'postponed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** How the claims of one kind meet in entries. */
export type Recurrence =
  /** A relation has one of it (per distinguishing attributes): claims meet whatever their dates. */
  | 'once'
  /** Happens again and again: claims meet when their dates fit. */
  | 'dated'
  /** A measurement over the period `occurred`: claims meet when the period is the same. */
  | 'figure';

/** How an attribute is compared when claims meet. */
export type Comparison = 'word' | 'name' | 'party' | 'number';

/** One kind of fact: the only place that knows about it. */
export interface KindDefinition {
  readonly category: Category;
  readonly recurrence: Recurrence;
  /** Attributes that tell two happenings of this kind apart, with how their values are compared. */
  readonly distinguishing: Readonly<Record<string, Comparison>>;
  /**
   * Attribute that names what happens once (an instrument): claims with different names never meet by themselves, and
   * those without a name meet only where their dates fit. Absent = the states and distinguishing attributes are name enough.
   */
  readonly naming?: string;
  /** Attributes whose difference within one entry is a contradiction that is shown. */
  readonly contested: readonly string[];
  /** Attributes in zod; unknown ones are kept as given. */
  readonly attributes: z.ZodObject;
  /**
   * Headline templates. `{name}` is an attribute, `{a|b}` the first of two that is stated, `[…]` is left out when an
   * attribute in it is not stated, and `x || y` is `y` when `x` lacks one outside brackets.
   */
  readonly headline: { readonly en: string; readonly fr: string; readonly vi: string };
  /** Event codes for exchange; never the model. @see CAMEO 1.1b3, PLOVER 2021 */
  readonly cameo: string | null;
  readonly plover: string | null;
}

const text = z.string().min(1).max(2000);
const party = z.string().regex(/^[A-Z]{2,10}$/);
const count = z.number().nonnegative();
const people = z.union([text, z.array(text)]);

const common = {
  status: z.enum(STATUSES).optional(),
  place: text.optional(),
  localities: z.array(text).optional(),
};

const attributes = <T extends z.ZodRawShape>(shape: T): z.ZodObject => z.looseObject({ ...common, ...shape });

const figure = { approx: z.boolean().optional(), atLeast: z.boolean().optional() };
const instrument = {
  instrument: text.optional(),
  type: text.optional(),
  signatories: people.optional(),
  level: z.enum(['state', 'ministry', 'organisation', 'company']).optional(),
};
const credentials = {
  ambassador: text.optional(),
  sender: party.optional(),
  host: party.optional(),
  by: text.optional(),
  occasion: text.optional(),
};

interface Options {
  readonly recurrence?: Recurrence;
  readonly distinguishing?: Readonly<Record<string, Comparison>>;
  readonly naming?: string;
  readonly contested?: readonly string[];
  readonly cameo?: string;
  readonly plover?: string;
}

function kind(
  category: Category,
  shape: z.ZodRawShape,
  headline: readonly [en: string, fr: string, vi: string],
  options: Options = {},
): KindDefinition {
  return {
    category,
    recurrence: options.recurrence ?? 'dated',
    distinguishing: options.distinguishing ?? {},
    ...(options.naming === undefined ? {} : { naming: options.naming }),
    contested: options.contested ?? [],
    attributes: attributes(shape),
    headline: { en: headline[0], fr: headline[1], vi: headline[2] },
    cameo: options.cameo ?? null,
    plover: options.plover ?? null,
  };
}

const byOf = { by: 'party', of: 'party' } as const;
const mission = { mission: 'word', sender: 'party', host: 'party', city: 'name' } as const;
const ambassador = { ambassador: 'name', sender: 'party', host: 'party' } as const;
const instrumentKey = { instrument: 'word' } as const;

/** Every kind of fact that Foedera knows, by its name, which is also its event type. */
export const KINDS = {
  recognition: kind(
    'political',
    { by: party.optional(), of: party.optional() },
    [
      '{by@the} recognised {of@the} || Recognition[ by {by@the}]',
      'Reconnaissance {of@of} par {by@the} || Reconnaissance[ par {by@the}]',
      '{by} công nhận {of} || Công nhận',
    ],
    { recurrence: 'once', distinguishing: byOf, cameo: '054', plover: 'SUPPORT' },
  ),
  'diplomatic-relations-established': kind(
    'political',
    {},
    ['Diplomatic relations established', 'Relations diplomatiques établies', 'Thiết lập quan hệ ngoại giao'],
    { recurrence: 'once', cameo: '050', plover: 'AGREE' },
  ),
  'diplomatic-relations-suspended': kind(
    'political',
    { by: party.optional() },
    [
      'Diplomatic relations suspended[ by {by@the}]',
      'Relations diplomatiques suspendues[ par {by@the}]',
      'Đình chỉ quan hệ ngoại giao',
    ],
    { cameo: '160', plover: 'REJECT' },
  ),
  'diplomatic-relations-severed': kind(
    'political',
    { by: party.optional() },
    [
      'Diplomatic relations severed[ by {by@the}]',
      'Relations diplomatiques rompues[ par {by@the}]',
      'Cắt đứt quan hệ ngoại giao',
    ],
    { cameo: '161', plover: 'REJECT' },
  ),
  'diplomatic-relations-resumed': kind(
    'political',
    {},
    ['Diplomatic relations resumed', 'Relations diplomatiques rétablies', 'Nối lại quan hệ ngoại giao'],
    { cameo: '050', plover: 'AGREE' },
  ),
  'relations-upgraded': kind(
    'political',
    { level: text.optional(), wording: text.optional(), scheme: text.optional() },
    [
      'Relations upgraded[: {level|wording}]',
      'Relations rehaussées[ : {level|wording}]',
      'Nâng cấp quan hệ[: {level|wording}]',
    ],
    { distinguishing: { level: 'word' }, cameo: '050', plover: 'AGREE' },
  ),
  'relations-downgraded': kind(
    'political',
    { level: text.optional(), wording: text.optional(), scheme: text.optional() },
    [
      'Relations downgraded[: {level|wording}]',
      'Relations abaissées[ : {level|wording}]',
      'Hạ cấp quan hệ[: {level|wording}]',
    ],
    { distinguishing: { level: 'word' }, cameo: '160', plover: 'REJECT' },
  ),
  'mission-opened': kind(
    'mission',
    { mission: text.optional(), sender: party.optional(), host: party.optional(), city: text.optional() },
    [
      '{mission} {sender@of} opened[ {city|host@in}] || Mission opened[: {mission}][ {city|host@in}]',
      'Ouverture : {mission} {sender@of}[ {city|host@in}] || Ouverture d’une mission[ : {mission}][ {city|host@in}]',
      '{sender} mở {mission}[ tại {city|host}] || Mở cơ quan đại diện[: {mission}][ tại {city|host}]',
    ],
    { recurrence: 'once', distinguishing: mission, cameo: '050', plover: 'COOPERATE' },
  ),
  'mission-closed': kind(
    'mission',
    { mission: text.optional(), sender: party.optional(), host: party.optional(), city: text.optional() },
    [
      '{mission} {sender@of} closed[ {city|host@in}] || Mission closed[: {mission}][ {city|host@in}]',
      'Fermeture : {mission} {sender@of}[ {city|host@in}] || Fermeture d’une mission[ : {mission}][ {city|host@in}]',
      '{sender} đóng {mission}[ tại {city|host}] || Đóng cơ quan đại diện[: {mission}][ tại {city|host}]',
    ],
    { distinguishing: mission, cameo: '160', plover: 'REJECT' },
  ),
  'ambassador-appointed': kind(
    'mission',
    { ...credentials },
    [
      'Ambassador appointed[: {ambassador}][ ({sender})]',
      'Nomination d’un ambassadeur[ : {ambassador}][ ({sender})]',
      'Bổ nhiệm đại sứ[: {ambassador}][ ({sender})]',
    ],
    { distinguishing: ambassador, plover: 'COOPERATE' },
  ),
  'credentials-presented': kind(
    'mission',
    { ...credentials, to: text.optional() },
    [
      'Credentials presented[ by {ambassador}][ ({sender})]',
      'Lettres de créance présentées[ par {ambassador}][ ({sender})]',
      'Trình quốc thư[: {ambassador}][ ({sender})]',
    ],
    { distinguishing: ambassador, plover: 'CONSULT' },
  ),
  'ambassador-received': kind(
    'mission',
    { ...credentials },
    [
      'Ambassador received[: {ambassador}][ ({sender})]',
      'Ambassadeur reçu[ : {ambassador}][ ({sender})]',
      'Tiếp đại sứ[: {ambassador}][ ({sender})]',
    ],
    { distinguishing: ambassador, cameo: '040', plover: 'CONSULT' },
  ),
  'ambassador-recalled': kind(
    'mission',
    { ...credentials },
    [
      'Ambassador recalled[: {ambassador}][ ({sender})]',
      'Rappel d’un ambassadeur[ : {ambassador}][ ({sender})]',
      'Triệu hồi đại sứ[: {ambassador}][ ({sender})]',
    ],
    { distinguishing: ambassador, cameo: '160', plover: 'REJECT' },
  ),
  visit: kind(
    'exchange',
    {
      visitKind: z.enum(['state', 'official', 'official-working', 'working', 'private', 'transit', 'other']).optional(),
      visitor: text.optional(),
      host: party.optional(),
      invitedBy: text.optional(),
    },
    [
      'Visit[ of {visitor}][ {host@to}][ ({visitKind})]',
      'Visite[ de {visitor}][ {host@in}][ ({visitKind})]',
      'Chuyến thăm[ {host}][ của {visitor}][ ({visitKind})]',
    ],
    { distinguishing: { visitor: 'name', host: 'party' }, contested: ['visitKind'], cameo: '042', plover: 'CONSULT' },
  ),
  meeting: kind(
    'exchange',
    { persons: people.optional(), level: text.optional() },
    ['Meeting[: {persons}][ ({level})]', 'Rencontre[ : {persons}][ ({level})]', 'Gặp gỡ[: {persons}][ ({level})]'],
    { distinguishing: { persons: 'name' }, cameo: '040', plover: 'CONSULT' },
  ),
  message: kind(
    'exchange',
    { channel: text.optional(), from: text.optional(), to: text.optional(), occasion: text.optional() },
    [
      'Message[ ({channel})][ from {from@the}][ to {to@the}]',
      'Message[ ({channel})][ {from@of}][ {to@to}]',
      'Thông điệp[ ({channel})][ từ {from}][ gửi tới {to}]',
    ],
    { distinguishing: { channel: 'word', from: 'name', to: 'name' }, cameo: '041', plover: 'CONSULT' },
  ),
  invitation: kind(
    'exchange',
    { from: text.optional(), to: text.optional(), act: z.enum(['extended', 'accepted']).optional() },
    [
      'Invitation[ from {from@the}][ to {to@the}][ ({act})]',
      'Invitation[ {from@of}][ {to@to}][ ({act})]',
      'Lời mời[ của {from}][ gửi tới {to}][ ({act})]',
    ],
    { distinguishing: { from: 'name', to: 'name', act: 'word' }, cameo: '036', plover: 'CONSULT' },
  ),
  'mechanism-session': kind(
    'exchange',
    { mechanism: text.optional(), ordinal: z.number().int().positive().optional() },
    [
      'Session[ {ordinal}] of {mechanism} || Session[ {ordinal}] of a joint mechanism',
      'Session[ n° {ordinal}] : {mechanism} || Session[ n° {ordinal}] d’un mécanisme conjoint',
      'Phiên họp[ {ordinal}]: {mechanism} || Phiên họp[ {ordinal}] của một cơ chế chung',
    ],
    { distinguishing: { ordinal: 'number', mechanism: 'word' }, cameo: '040', plover: 'CONSULT' },
  ),
  'agreement-negotiations-round': kind(
    'agreement',
    { ...instrument, round: z.number().int().positive().optional() },
    [
      'Negotiations[, round {round}]: {instrument|type} || Negotiations on an agreement[, round {round}]',
      'Négociations[, cycle n° {round}] : {instrument|type} || Négociations sur un accord[, cycle n° {round}]',
      'Đàm phán[, vòng {round}]: {instrument|type} || Đàm phán về một hiệp định[, vòng {round}]',
    ],
    { distinguishing: { instrument: 'word', round: 'number' }, cameo: '046', plover: 'CONSULT' },
  ),
  'negotiations-concluded': kind(
    'agreement',
    instrument,
    [
      'Negotiations concluded: {instrument|type} || Negotiations on an agreement concluded',
      'Négociations conclues : {instrument|type} || Négociations sur un accord conclues',
      'Kết thúc đàm phán: {instrument|type} || Kết thúc đàm phán về một hiệp định',
    ],
    { distinguishing: instrumentKey, cameo: '046', plover: 'AGREE' },
  ),
  'agreement-signed': kind(
    'agreement',
    instrument,
    [
      'Signed: {instrument|type} || Agreement signed',
      'Signature : {instrument|type} || Signature d’un accord',
      'Ký kết: {instrument|type} || Ký kết một văn kiện',
    ],
    { recurrence: 'once', naming: 'instrument', distinguishing: instrumentKey, cameo: '057', plover: 'AGREE' },
  ),
  'agreement-ratified': kind(
    'agreement',
    { ...instrument, by: party.optional() },
    [
      'Ratified: {instrument|type}[ ({by})] || Agreement ratified[ by {by@the}]',
      'Ratification : {instrument|type}[ ({by})] || Ratification d’un accord[ par {by@the}]',
      'Phê chuẩn: {instrument|type}[ ({by})] || Phê chuẩn một văn kiện[ ({by})]',
    ],
    {
      recurrence: 'once',
      naming: 'instrument',
      distinguishing: { instrument: 'word', by: 'party' },
      cameo: '057',
      plover: 'AGREE',
    },
  ),
  'agreement-in-force': kind(
    'agreement',
    instrument,
    [
      'In force: {instrument|type} || Agreement in force',
      'Entrée en vigueur : {instrument|type} || Entrée en vigueur d’un accord',
      'Có hiệu lực: {instrument|type} || Một văn kiện có hiệu lực',
    ],
    { recurrence: 'once', naming: 'instrument', distinguishing: instrumentKey, cameo: '057', plover: 'AGREE' },
  ),
  'agreement-amended': kind(
    'agreement',
    instrument,
    [
      'Amended: {instrument|type} || Agreement amended',
      'Amendement : {instrument|type} || Amendement d’un accord',
      'Sửa đổi: {instrument|type} || Sửa đổi một văn kiện',
    ],
    { distinguishing: instrumentKey, cameo: '057', plover: 'AGREE' },
  ),
  'agreement-terminated': kind(
    'agreement',
    { ...instrument, by: party.optional() },
    [
      'Terminated: {instrument|type}[ ({by})] || Agreement terminated[ by {by@the}]',
      'Dénonciation : {instrument|type}[ ({by})] || Dénonciation d’un accord[ par {by@the}]',
      'Chấm dứt: {instrument|type}[ ({by})] || Chấm dứt một văn kiện[ ({by})]',
    ],
    { recurrence: 'once', naming: 'instrument', distinguishing: instrumentKey, cameo: '160', plover: 'REJECT' },
  ),
  'cooperation-established': kind(
    'agreement',
    {},
    [
      'Cooperation established[: {localities}]',
      'Coopération établie[ : {localities}]',
      'Thiết lập hợp tác[: {localities}]',
    ],
    { distinguishing: { localities: 'word' }, cameo: '060', plover: 'COOPERATE' },
  ),
  'honour-conferred': kind(
    'people',
    { honour: text.optional(), by: text.optional(), to: text.optional() },
    [
      'Honour conferred[: {honour}][ – {to}]',
      'Distinction conférée[ : {honour}][ – {to}]',
      'Trao tặng[: {honour}][ – {to}]',
    ],
    { distinguishing: { honour: 'word', to: 'name' }, cameo: '051', plover: 'SUPPORT' },
  ),
  'joint-venture': kind(
    'economy',
    { names: people.optional(), sector: text.optional() },
    ['Joint venture[: {names|sector}]', 'Coentreprise[ : {names|sector}]', 'Liên doanh[: {names|sector}]'],
    { distinguishing: { names: 'word' }, cameo: '061', plover: 'COOPERATE' },
  ),
  'trade-volume': kind(
    'economy',
    {
      amount: count.optional(),
      unit: text.optional(),
      ...figure,
      growth: z.number().optional(),
      exports: z.unknown().optional(),
      imports: z.unknown().optional(),
    },
    ['Trade[: {amount}][ {unit}]', 'Commerce[ : {amount}][ {unit}]', 'Kim ngạch thương mại[: {amount}][ {unit}]'],
    {
      recurrence: 'figure',
      distinguishing: { unit: 'word' },
      contested: ['amount'],
      cameo: '061',
      plover: 'COOPERATE',
    },
  ),
  'investment-stock': kind(
    'economy',
    {
      amount: count.optional(),
      unit: text.optional(),
      ...figure,
      projects: count.optional(),
      from: party.optional(),
      in: party.optional(),
    },
    [
      'Investment[: {amount}][ {unit}][, {projects} projects]',
      'Investissement[ : {amount}][ {unit}][, {projects} projets]',
      'Vốn đầu tư[: {amount}][ {unit}][, {projects} dự án]',
    ],
    {
      recurrence: 'figure',
      distinguishing: { unit: 'word', from: 'party', in: 'party' },
      contested: ['amount', 'projects'],
      cameo: '061',
      plover: 'COOPERATE',
    },
  ),
  'community-size': kind(
    'people',
    { count: count.optional(), ...figure, of: text.optional(), in: party.optional() },
    ['Community[: {count}][ {in@in}]', 'Communauté[ : {count}][ {in@in}]', 'Cộng đồng[: {count}][ tại {in}]'],
    { recurrence: 'figure', distinguishing: { of: 'word', in: 'party' }, contested: ['count'] },
  ),
  students: kind(
    'people',
    { count: count.optional(), ...figure, of: text.optional(), in: party.optional() },
    ['Students[: {count}][ {in@in}]', 'Étudiants[ : {count}][ {in@in}]', 'Lưu học sinh[: {count}][ tại {in}]'],
    { recurrence: 'figure', distinguishing: { of: 'word', in: 'party' }, contested: ['count'] },
  ),
  'tourist-arrivals': kind(
    'people',
    { count: count.optional(), ...figure, of: text.optional(), in: party.optional() },
    [
      'Tourist arrivals[: {count}][ {in@in}]',
      'Arrivées de touristes[ : {count}][ {in@in}]',
      'Lượt khách du lịch[: {count}][ tại {in}]',
    ],
    { recurrence: 'figure', distinguishing: { of: 'word', in: 'party' }, contested: ['count'] },
  ),
  'target-stated': kind(
    'economy',
    { figure: text.optional(), amount: count.optional(), unit: text.optional(), horizon: text.optional() },
    [
      'Target[: {amount}][ {unit}][, {figure}][, by {horizon@date}][ ({horizon@text})]',
      'Objectif[ : {amount}][ {unit}][, {figure}][, d’ici {horizon@date}][ ({horizon@text})]',
      'Mục tiêu[: {amount}][ {unit}][, {figure}][, đến {horizon@date}][ ({horizon@text})]',
    ],
    { distinguishing: { figure: 'word', unit: 'word', horizon: 'word', amount: 'number' } },
  ),
  'support-stated': kind(
    'political',
    { by: text.optional(), topic: text.optional() },
    ['Support stated[: {topic}][ ({by})]', 'Soutien exprimé[ : {topic}][ ({by})]', 'Bày tỏ ủng hộ[: {topic}][ ({by})]'],
    { distinguishing: { by: 'name', topic: 'word' }, cameo: '051', plover: 'SUPPORT' },
  ),
  'sanction-imposed': kind(
    'political',
    { by: party.optional(), of: text.optional() },
    [
      'Sanction imposed[ by {by@the}][: {of}]',
      'Sanction imposée[ par {by@the}][ : {of}]',
      'Áp đặt trừng phạt[: {of}][ ({by})]',
    ],
    { distinguishing: { by: 'party', of: 'name' }, cameo: '163', plover: 'SANCTION' },
  ),
  'diplomat-expelled': kind(
    'political',
    { by: party.optional(), persons: people.optional(), count: count.optional() },
    [
      'Diplomats expelled[ by {by@the}][: {persons|count}]',
      'Diplomates expulsés[ par {by@the}][ : {persons|count}]',
      'Trục xuất nhà ngoại giao[: {persons|count}][ ({by})]',
    ],
    { distinguishing: { by: 'party', persons: 'name' }, cameo: '166', plover: 'REJECT' },
  ),
  other: kind(
    'political',
    { topic: text.optional() },
    ['{topic} || Other fact', '{topic} || Autre fait', '{topic} || Sự kiện khác'],
    {
      distinguishing: { topic: 'word' },
    },
  ),
} as const satisfies Record<string, KindDefinition>;

export type Kind = keyof typeof KINDS;

/** Names of all kinds, in the registry's order. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** True when `name` is a kind of the registry. */
export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name);
}

/** Definition of a kind. */
export function kindOf(name: Kind): KindDefinition {
  return KINDS[name];
}
