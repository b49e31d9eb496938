import type { Term } from '../tags/tagger.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import { anaphorIn } from './anaphors.ts';
import type { Context, Draft, Governed, Outcome, Trigger } from './context.ts';
import { datesOf, isEventDate } from './dated.ts';
import { draft, namesIn, refuse, termsIn, textOf } from './drafts.ts';
import { isClass, isJoined, type Mention, mentionsIn, pairBefore, pairWith, partiesOf, segmentOf } from './parties.ts';
import { respectively } from './spread.ts';
import { dateTagFor, resolveTag, type When, whenOf } from './when.ts';

interface Mission {
  readonly tag: Tag<Term>;
  readonly end: number;
  readonly sender: string | null;
  readonly host: string | null;
  /** All where it stands, "in Morocco, Ghana and Qatar". */
  readonly hosts: readonly string[];
  readonly city: string | null;
}

const HOSTS = TAG.state | TAG.capital | TAG.city;
const MAX_PHRASE = 16;
/** What "Kenya's followed in Muscat" speaks of when the sentence does not say. */
const EMBASSY: Tag<Term> = { type: TAG.mission, start: 0, end: 0, value: { value: 'embassy', rule: 'embassy' } };

/** An embassy with whose it is and where: "l'ambassade du Vietnam en Biélorussie", "his country's embassy in Beijing". */
function missionAt(context: Context, tag: Tag<Term>, next: number): Mission {
  const { sentence, language } = context;
  const end = Math.min(next, tag.end + MAX_PHRASE, sentence.tokens.length);
  const after = mentionsIn(context, tag.end, end);
  const host = after.find((m) => m.locative && (m.type & HOSTS) !== 0) ?? null;
  // "ambassade du Vietnam", "Embassy of the State of Palestine", "ambassade vietnamienne": beside it or behind an "of".
  const owned = (start: number): boolean => {
    let genitive = start - tag.end <= 1;
    for (let at = start - 1; at >= tag.end; at--) {
      if (
        sentence.tokens[at]?.word.punctuation ||
        isClass(language, 'and', sentence, at) ||
        isClass(language, 'finite', sentence, at) ||
        isClass(language, 'clausebreak', sentence, at)
      )
        return false;
      genitive ||= isClass(language, 'genitive', sentence, at);
    }
    return genitive;
  };
  const adjective = mentionsIn(context, Math.max(0, tag.start - 4), tag.end).at(-1) ?? null;
  const genitive = after.find((m) => m !== host && !m.locative && owned(m.start) && m.start - tag.end <= 8) ?? null;
  const before = mentionsIn(context, 0, tag.start);
  const subject = before.findLast((m) => !m.locative) ?? before.at(-1) ?? null;
  // "…, and Zambia reciprocated": the state stands for its mission.
  const inside = adjective !== null && adjective.start >= tag.start ? adjective : null;
  const sender =
    genitive ??
    inside ??
    (adjective && adjective.end <= tag.start && tag.start - adjective.end <= 1 ? adjective : null) ??
    subject ??
    adjective;
  return {
    tag,
    end: Math.max(tag.end, host?.end ?? 0, genitive?.end ?? 0),
    sender: sender?.code ?? null,
    host: host?.code ?? null,
    hosts: host ? joinedPlaces(context, host, after) : [],
    city: host && host.type !== TAG.state ? textOf(context, host.start, host.end) : null,
  };
}

/** Places listed from one on: commas, "and" and small words only between them. */
function joinedPlaces(context: Context, first: Mention, all: readonly Mention[]): string[] {
  const codes = [first.code];
  let edge = first.end;
  for (const mention of all) {
    if (mention.start < edge || (mention.type & HOSTS) === 0) continue;
    if (!isJoined(context, edge, mention.start, 'locative')) break;
    if (!codes.includes(mention.code)) codes.push(mention.code);
    edge = mention.end;
  }
  return codes;
}

function sidesOf(context: Context, trigger: Trigger, mission: Mission): { sender: string; host: string } | null {
  const { sender, host } = mission;
  if (sender !== null && host !== null && sender !== host) return { sender, host };
  // "Kosovo opened its Israeli embassy in Jerusalem": whose it is stands before the verb.
  const opener = mentionsIn(context, 0, trigger.match.captures.v?.[0] ?? trigger.match.start).findLast(
    (m) => !m.locative,
  );
  if (host !== null && sender === host && opener && opener.code !== host) return { sender: opener.code, host };
  const known = sender ?? host;
  if (known === null) {
    // "The two countries opened embassies": each is sender and host.
    if (anaphorIn(context, 0, context.sentence.tokens.length) < 0 && dateTagFor(context, trigger) === null) return null;
    const both = partiesOf(context, mission.tag.start, mission.tag.end);
    return both?.codes.length === 2 ? { sender: both.codes[0] as string, host: both.codes[1] as string } : null;
  }
  // "Ethiopia and Eritrea made peace, and the neighbours reopened their embassies": the sentence names both.
  const named = [...new Set(mentionsIn(context, 0, context.sentence.tokens.length).map((m) => m.code))];
  const spoken = anaphorIn(context, 0, context.sentence.tokens.length) >= 0;
  const beside =
    spoken && named.length === 2 && named.includes(known) ? named.find((code) => code !== known) : undefined;
  if (beside !== undefined)
    return host !== null && host !== sender ? { sender: beside, host } : { sender: known, host: beside };
  // "… to Armenia, where Estonia will open its embassy"
  const [from] = segmentOf(context, trigger.match.start, trigger.match.end);
  const there = isClass(context.language, 'where', context.sentence, from - 1)
    ? mentionsIn(context, Math.max(0, from - 4), from).at(-1)
    : undefined;
  if (host === null && there && there.code !== known) return { sender: known, host: there.code };
  // "Had inaugurated in the Emirates the first embassy of Israel"
  const { match } = trigger;
  const place = mentionsIn(context, match.start, match.end).find((m) => m.locative && m.code !== known);
  if (host === null && place) return { sender: known, host: place.code };
  const pair = sender !== null && host === sender ? pairBefore(context) : pairWith(context, known);
  const other =
    pair?.codes.length === 2 && pair.codes.includes(known) ? pair.codes.find((c) => c !== known) : undefined;
  if (other === undefined) {
    const third = named.length === 2 && named.includes(known) ? named.find((code) => code !== known) : undefined;
    if (third === undefined) return null;
    return host !== null ? { sender: third, host } : { sender: known, host: third };
  }
  return host !== null ? { sender: other, host } : { sender: known, host: other };
}

/** Missions opened or closed: one fact per mission of the sentence, each with the date behind it. */
export function missions(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { match, rule } = trigger;
  const { sentence } = context;
  const tense = governed.future ? 'future' : 'past';
  const tags = termsIn(context, TAG.mission, 0, sentence.tokens.length).filter(
    (tag) => tag.start < match.end && tag.end > match.start,
  );
  const pronoun = match.captures.mission;
  const meant = pronoun && (termsIn(context, TAG.mission, 0, pronoun[0]).at(-1) ?? (rule.follows && EMBASSY));
  // "… et celle du Vietnam à Minsk a ouvert en 2003": the sort of mission was named before.
  if (pronoun && meant) tags.splice(0, tags.length, { ...meant, start: pronoun[0], end: pronoun[1] });
  // "…, fermée en 1995 puis rouverte en 2002": the same one again.
  const again = match.captures.again && termsIn(context, TAG.mission, 0, match.start).at(-1);
  if (again) tags.splice(0, tags.length, again);
  // "Elle a été rouverte en 2009": the one that the sentence before told of.
  if (match.captures.again && !again && rule.follows) {
    const both = partiesOf(context, match.start, match.end);
    if (both?.codes.length === 2) return [draft(trigger, both, whenOf(context, trigger, tense, undated), governed)];
  }
  if (tags.length === 0) return [refuse(trigger, 'generic')];
  if (isOfCompany(context, trigger, tags[0] as Tag<Term>)) return [refuse(trigger, 'corporate')];
  if (isOfNext(context, trigger)) return [refuse(trigger, 'generic')];
  const opened = inFront(context, trigger);
  // "The fifth consulate opened in Dakhla, after that of Gambia": no word on what follows.
  const verb = match.captures.v?.[0];
  if (verb === match.start && termsIn(context, TAG.mission, 0, verb).at(-1)?.end === verb)
    return [refuse(trigger, 'generic')];
  if (opened) tags.splice(0, tags.length, opened);
  // "The consulate of Guinea and the consulate of Gabon, both opened last week"
  tags.unshift(...joinedTo(context, trigger, tags[0] as Tag<Term>));
  if (isClass(context.language, 'pointing', sentence, (tags[0]?.start ?? 0) - 1)) {
    // "1983: closure of this embassy": the one spoken of, when a day says which happening is meant.
    const both = dateTagFor(context, trigger) !== null || context.lineDate !== null ? pairBefore(context) : null;
    if (both?.codes.length !== 2) return [refuse(trigger, 'generic')];
    const attributes = { mission: tags[0]?.value.value };
    const at = { ...both, from: match.start, to: match.end };
    return [draft(trigger, at, whenOf(context, trigger, tense, undated), governed, attributes)];
  }
  const several = senders(context, trigger, tags[0] as Tag<Term>);
  if (several) {
    const dates = respectively(context, several.codes.length);
    const plain = whenOf(context, trigger, tense, undated);
    return several.codes.map((sender, i) => {
      const own = dates?.[i];
      const resolved = own ? resolveTag(context, own, tense) : null;
      const when: When =
        own && resolved ? { date: resolved.edtf, basis: resolved.basis, origin: 'clause', tag: own } : plain;
      const attributes = { mission: tags[0]?.value.value, sender, host: several.host };
      return draft(
        trigger,
        { codes: [sender, several.host], via: [], origin: 'clause', from: several.from, to: match.end },
        when,
        governed,
        attributes,
      );
    });
  }
  const outcomes: (Draft | ReturnType<typeof refuse>)[] = [];
  const all = [
    ...tags,
    ...gapped(context, trigger, opened !== null),
    ...pointedMissions(context, trigger, tags[0] as Tag<Term>),
  ];
  all.forEach((tag, i) => {
    const next = all[i + 1]?.start ?? sentence.tokens.length;
    const mission = missionAt(context, tag, next);
    const told = sidesOf(context, trigger, mission);
    const { hosts } = mission;
    // "Opened embassies in Morocco, Ghana and Qatar": who opened them is none of those.
    const opens = [told?.sender, told?.host, context.home].find((code) => code != null && !hosts.includes(code));
    const sides =
      hosts.length < 2
        ? told
        : opens === undefined || opens === null
          ? null
          : { sender: opens, host: hosts[0] as string };
    if (!sides) {
      outcomes.push(refuse(trigger, 'no-parties', tag.start, mission.end));
      return;
    }
    const own =
      i >= tags.length || (opened !== null && i === 0)
        ? datesOf(context).find((d) => isEventDate(d) && d.start >= mission.end && d.start < next)
        : undefined;
    const resolved = own ? resolveTag(context, own, tense) : null;
    const when: When =
      own && resolved
        ? { date: resolved.edtf, basis: resolved.basis, origin: 'clause', tag: own }
        : whenOf(context, trigger, tense, undated);
    const range: [number, number] =
      i >= tags.length
        ? [tag.start, Math.max(mission.end, own?.end ?? 0)]
        : [
            Math.min(match.start, tag.start),
            Math.max(match.end, mission.end, when.origin === 'clause' ? (when.tag?.end ?? 0) : 0),
          ];
    const origin = mission.sender !== null && mission.host !== null ? 'clause' : 'discourse';
    for (const host of hosts.length > 1 ? hosts : [sides.host]) {
      const codes = [sides.sender, host];
      const city = hosts.length > 1 ? undefined : (mission.city ?? undefined);
      const attributes = { mission: tag.value.value, sender: sides.sender, host, city };
      outcomes.push(draft(trigger, { codes, via: [], origin }, when, governed, attributes, range));
    }
  });
  return outcomes;
}

/** "PetroVietnam has had a representative office there since 2011": no state's. */
function isOfCompany(context: Context, { match }: Trigger, { value }: Tag<Term>): boolean {
  const { sentence } = context;
  if (value.value !== 'liaison office') return false;
  const subject = namesIn(context, 0, match.start).at(-1);
  return (
    subject !== undefined &&
    !subject.known &&
    match.start - subject.end <= 2 &&
    sentence.tokens[subject.end]?.word.text !== ','
  );
}

/** Missions behind the trigger whose verb is left out: "…, and the Vietnamese embassy in Minsk in October 2003". */
function gapped(context: Context, trigger: Trigger, open: boolean): Tag<Term>[] {
  const { sentence } = context;
  const triggers = open ? context.triggers.filter((t) => t !== trigger) : context.triggers;
  const from = open ? trigger.match.start : trigger.match.end;
  return termsIn(context, TAG.mission, from, sentence.tokens.length).filter((tag) => {
    if (triggers.some((other) => other.match.start < tag.end && other.match.end > tag.start)) return false;
    if (triggers.some((other) => other.match.start >= trigger.match.end && other.match.start < tag.start)) return false;
    const date = datesOf(context).find((d) => isEventDate(d) && d.start >= tag.end);
    const verb =
      date &&
      Array.from({ length: date.start - tag.end }, (_, i) => tag.end + i).some(
        (at) =>
          isClass(context.language, 'finite', sentence, at) || isClass(context.language, 'toldverb', sentence, at),
      );
    return date !== undefined && !verb && date.start - tag.end <= 8;
  });
}

const POINTED = 5;

/** "… and that of Azerbaijan in Minsk in August": a mission behind a pronoun, its verb left out, with a date of its own. */
function pointedMissions(context: Context, trigger: Trigger, like: Tag<Term>): Tag<Term>[] {
  const { sentence, language, triggers } = context;
  const found: Tag<Term>[] = [];
  for (let at = trigger.match.end; at + 1 < sentence.tokens.length; at++) {
    if (!isClass(language, 'pronoun', sentence, at) || !isClass(language, 'genitive', sentence, at + 1)) continue;
    const owner = mentionsIn(context, at + 1, Math.min(sentence.tokens.length, at + POINTED))[0];
    const date = datesOf(context).find((d) => isEventDate(d) && d.start > at);
    const told = triggers.some((other) => other.match.start <= at && other.match.end > at);
    if (owner && date && date.start - owner.end <= POINTED && !told) found.push({ ...like, start: at, end: at + 1 });
  }
  return found;
}

/** States that opened theirs together ("le Burkina Faso et la Guinée-Bissau ont ouvert des consulats à …"), and where. */
function senders(
  context: Context,
  trigger: Trigger,
  tag: Tag<Term>,
): { readonly codes: readonly string[]; readonly host: string; readonly from: number } | null {
  const { sentence, home } = context;
  const { match } = trigger;
  const verb = match.captures.v?.[0];
  if (verb === undefined) return null;
  if (verb > tag.start) return ownersOf(context, tag, verb);
  const listed: Mention[] = [];
  for (const mention of [...mentionsIn(context, 0, verb)].reverse()) {
    const edge = listed.at(-1)?.start ?? verb;
    if (mention.type !== TAG.state || mention.locative || edge - mention.end > 4) break;
    listed.push(mention);
  }
  const codes = [...new Set(listed.map((m) => m.code))].reverse();
  const host =
    mentionsIn(context, tag.end, sentence.tokens.length).find((m) => m.locative && (m.type & HOSTS) !== 0)?.code ??
    home;
  if (codes.length < 2 || host === null || codes.includes(host)) return null;
  return { codes, host, from: listed.at(-1)?.start ?? match.start };
}

/** "The missions of the Cook Islands and Samoa in Fiji will be opened": whose they are, and where. */
function ownersOf(
  context: Context,
  tag: Tag<Term>,
  verb: number,
): { readonly codes: readonly string[]; readonly host: string; readonly from: number } | null {
  const all = mentionsIn(context, tag.end, verb);
  const [first] = all;
  if (!first || first.start - tag.end > 2 || first.locative) return null;
  const listed = [first];
  for (const mention of all.slice(1)) {
    const last = listed.at(-1) as Mention;
    if (mention.locative || !isJoined(context, last.end, mention.start)) break;
    listed.push(mention);
  }
  const codes = [...new Set(listed.map((m) => m.code))];
  const host = all.find((m) => m.locative && (m.type & HOSTS) !== 0)?.code ?? context.home;
  return codes.length < 2 || host === null || codes.includes(host) ? null : { codes, host, from: tag.start };
}

/** "The embassy of Israel in Abu Dhabi, the Emirates have opened theirs": the verb is of the mission behind it. */
function isOfNext({ sentence, language, triggers }: Context, { match, rule }: Trigger): boolean {
  const verb = match.captures.v?.[0];
  if (verb === undefined || match.start === verb) return false;
  const rival = triggers.some((t) => t.rule.kind === rule.kind && t.match.start === verb);
  return rival && [1, 2].some((i) => isClass(language, 'perfect', sentence, verb - i));
}

/** "The consulate of Gambia, opened on 7 January, that of Djibouti (…)": the mission in front of a participle. */
function inFront(context: Context, { match }: Trigger): Tag<Term> | null {
  const verb = match.captures.v?.[0];
  if (verb === undefined || match.start !== verb) return null;
  const before = termsIn(context, TAG.mission, 0, verb).at(-1);
  if (!before) return null;
  return context.sentence.tokens[verb - 1]?.word.text === ',' && verb - before.end <= MAX_PHRASE / 2 ? before : null;
}

/** Missions joined in front of one by "and", their verb behind both. */
function joinedTo(context: Context, { match }: Trigger, tag: Tag<Term>): Tag<Term>[] {
  const { sentence, language } = context;
  const verb = match.captures.v?.[0];
  if (verb === undefined || verb < tag.end) return [];
  const before = termsIn(context, TAG.mission, 0, tag.start).at(-1);
  if (!before || tag.start - before.end > MAX_PHRASE / 2) return [];
  const between = sentence.tokens.slice(before.end, tag.start);
  const joined = between.some((_, i) => isClass(language, 'and', sentence, before.end + i));
  const apart = between.some(
    ({ word }, i) => /^[,;()]$/.test(word.text) || isClass(language, 'finite', sentence, before.end + i),
  );
  return joined &&
    !apart &&
    !context.triggers.some(
      (t) => t.match.start <= before.start && t.match.end > before.start && t.match.captures.v?.[0] !== verb,
    )
    ? [before]
    : [];
}
