import type { RelationState } from '@foedera/client';
import type { ComponentChildren } from 'preact';
import { showDate, showDay } from '../time/show.ts';
import { entryHref, useMore, useSetting, viewHref } from './context.ts';
import { amountOf } from './figures.tsx';
import { capital, partyName } from './names.ts';

/** Instruments that are listed; the others are a link away. */
const MOST_INSTRUMENTS = 40;

/** What else the state holds, each as a short list: missions, ambassadors, instruments, mechanisms, plans, targets. */
export function StateParts({ relation, state }: { readonly relation: string; readonly state: RelationState }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  const { state: say } = more;
  const date = (edtf: string | null): string => showDate(edtf, language, words, 'short');
  const name = (code: string | null): string => (code === null ? '?' : partyName(code, language));
  const link = (entry: string, text: string) => <a href={entryHref(entry, view)}>{text}</a>;
  return (
    <div class="state-parts">
      <Part title={say.planned} count={state.planned.length}>
        {state.planned.map((plan) => (
          <li key={plan.entry}>
            {link(plan.entry, `${more.kinds[plan.kind] ?? plan.kind}, ${date(plan.occurred)}`)}
            {plan.unconfirmedSince !== undefined && (
              <span class="remark alert">
                {words.marks.unconfirmed(showDay(plan.unconfirmedSince, language, 'short'))}
              </span>
            )}
          </li>
        ))}
      </Part>
      <Part title={say.missions} count={state.missions.length}>
        {state.missions.map((mission) => (
          <li key={mission.entry}>
            {link(mission.entry, `${name(mission.sender)} → ${mission.city ?? name(mission.host)}`)}{' '}
            {mission.opened !== null && say.opened(date(mission.opened))}
            {mission.closed !== null && ` ${say.closed(date(mission.closed))}`}
          </li>
        ))}
      </Part>
      <Part title={say.ambassadors} count={state.ambassadors.length}>
        {state.ambassadors.map((one) => (
          <li key={one.entry}>
            {link(one.entry, one.ambassador)}
            {(one.sender ?? one.host) !== null && ` (${name(one.sender)} → ${name(one.host)})`},{' '}
            {more.since(date(one.since))}
          </li>
        ))}
      </Part>
      <Part title={say.instruments} count={state.instruments.length} wide>
        {state.instruments.slice(-MOST_INSTRUMENTS).map((one) => {
          const last = one.steps.at(-1);
          // A source may report a step without naming what it is a step of.
          const called = one.instrument || (last && more.kinds[last.kind]) || '?';
          return (
            <li key={`${one.instrument} ${last?.entry}`}>
              <span class="date">{last ? date(last.occurred) : ''}</span>
              <span>{last ? link(last.entry, capital(called)) : called}</span>
              <span class="quiet">{more.instrumentStatuses[one.status] ?? one.status}</span>
            </li>
          );
        })}
        {state.instruments.length > MOST_INSTRUMENTS && (
          <li>
            <span />
            <a href={viewHref(relation, view, { category: ['agreement'] })}>
              {say.earlierInstruments(state.instruments.length - MOST_INSTRUMENTS)}
            </a>
          </li>
        )}
      </Part>
      <Part title={say.mechanisms} count={state.mechanisms.length}>
        {state.mechanisms.map((one) => (
          <li key={one.mechanism}>
            {link(one.last.entry, one.mechanism || (more.kinds['mechanism-session'] ?? '?'))}
            {words.colon}
            {say.sessions(one.sessions)}, {say.lastSession} {date(one.last.occurred)}
          </li>
        ))}
      </Part>
      <Part title={say.targets} count={state.targets.length}>
        {state.targets.map((one) => (
          <li key={one.entry}>
            {link(
              one.entry,
              say.target(
                one.amount === null ? (one.figure ?? '?') : amountOf(one.amount, one.unit, language),
                date(one.horizon),
              ),
            )}
            <span class="remark">{say.outcome[one.outcome]}</span>
          </li>
        ))}
      </Part>
      <Part title={say.flags} count={state.flags.length}>
        {state.flags.map((flag) => (
          <li key={`${flag.code} ${flag.entry}`}>
            {link(flag.entry, say.flag[flag.code] ?? flag.code)}, {date(flag.occurred)}
          </li>
        ))}
      </Part>
    </div>
  );
}

function Part({
  title,
  count,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly count: number;
  /** True where each item is a row of its own over the whole width. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  if (count === 0) return null;
  return (
    <section class={wide ? 'wide' : undefined}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
