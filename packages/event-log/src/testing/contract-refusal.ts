import type { EventMetadata, NewEvent } from '@foedera/schema';
import { expect, it } from 'vitest';
import { eventBytes, MAX_APPEND_BYTES } from '../batch.ts';
import { type AppendFault, InvalidAppend, InvalidPosition, LogClosed } from '../errors.ts';
import type { EventLog, Expected } from '../log.ts';
import type { Under } from './contract.ts';
import { collect, freshStream, sampleEvent, sampleEvents, untilCaughtUp } from './samples.ts';

interface Target {
  readonly stream: string;
  readonly expected: Expected;
}

/** What no log takes: bad appends, foreign positions, calls after `close`. */
export function refusalContract(under: Under, fresh: boolean): void {
  const good = sampleEvent();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const withData = (data: unknown): NewEvent[] => [good, { ...sampleEvent(), data }];
  const tooLong = 'x'.repeat(MAX_APPEND_BYTES - eventBytes(sampleEvent('')) + 1);

  const refused = (fault: AppendFault, index: number | null, events: NewEvent[], where: Partial<Target> = {}) => ({
    fault,
    index,
    events,
    target: { stream: freshStream(), expected: 'any' as Expected, ...where },
  });
  const cases: Readonly<Record<string, ReturnType<typeof refused>>> = {
    'an empty batch': refused('empty-batch', null, []),
    'a stream without the prefix': refused('stream-name', null, [good], { stream: 'document-1' }),
    'a stream that is only the prefix': refused('stream-name', null, [good], { stream: 'foedera-' }),
    'a stream name with a line break': refused('stream-name', null, [good], { stream: 'foedera-a\nb' }),
    'a negative revision': refused('expected', null, [good], { expected: -1 }),
    'half a revision': refused('expected', null, [good], { expected: 0.5 }),
    'an unknown expectation': refused('expected', null, [good], { expected: 'exists' as Expected }),
    'an id that is no UUID': refused('event-id', 0, [{ ...good, id: 'claim-1' }]),
    'an id twice in one append': refused('repeated-id', 1, [good, { ...good, id: good.id.toUpperCase() }]),
    'an empty type': refused('event-type', 0, [{ ...good, type: '' }]),
    'a type of the event store': refused('event-type', 0, [{ ...good, type: '$metadata' }]),
    'data that is undefined': refused('not-json', 1, withData(undefined)),
    'data with NaN': refused('not-json', 1, withData({ amount: Number.NaN })),
    'data with undefined in a list': refused('not-json', 1, withData([1, undefined])),
    'data with a date object': refused('not-json', 1, withData({ on: new Date(0) })),
    'data with a big integer': refused('not-json', 1, withData({ n: 1n })),
    'data with a function': refused('not-json', 1, withData({ toJSON: () => 1 })),
    'data with half a surrogate pair': refused('not-json', 1, withData({ text: 'a\ud83dz' })),
    'data that contains itself': refused('not-json', 1, withData(circle)),
    'metadata that is no object': refused('not-json', 0, [{ ...good, metadata: 1 as unknown as EventMetadata }]),
    'an append that is too large': refused('too-large', 0, [sampleEvent(tooLong)]),
  };
  it.each(Object.keys(cases))('%s', async (name) => {
    const { fault, index, events, target } = cases[name] as ReturnType<typeof refused>;
    const { stream, expected } = target;
    const before = await under.log.head();
    const error = await under.log.append(stream, events, { expected }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InvalidAppend);
    expect(error).toMatchObject({ code: 'invalid-append', fault, stream, index });
    if (fresh) expect(await under.log.head()).toBe(before);
  });

  it('names the place of what is not JSON', async () => {
    const data = { parties: [{ 'a/b': Number.POSITIVE_INFINITY }] };
    await expect(under.log.append(freshStream(), [sampleEvent(data)], { expected: 'any' })).rejects.toThrow(
      '/parties/0/a~1b: Infinity is not JSON',
    );
  });

  it('a position that no log gave', async () => {
    const { log } = under;
    const nonsense = 'not-a-position';
    await expect((async () => collect(log.read({ after: nonsense })))()).rejects.toBeInstanceOf(InvalidPosition);
    await expect((async () => untilCaughtUp(log.subscribe({ after: nonsense })))()).rejects.toBeInstanceOf(
      InvalidPosition,
    );
    expect(() => log.comparePositions(nonsense, nonsense)).toThrow(InvalidPosition);
  });

  it.runIf(fresh)('a position behind its head, which comes from another log', async () => {
    const { log } = under;
    const other = await under.another();
    await log.append(freshStream(), sampleEvents(1), { expected: 'any' });
    await other.append(freshStream(), sampleEvents(5), { expected: 'any' });
    const after = (await other.head()) as string;
    await expect((async () => collect(log.read({ after })))()).rejects.toBeInstanceOf(InvalidPosition);
    await expect((async () => untilCaughtUp(log.subscribe({ after })))()).rejects.toBeInstanceOf(InvalidPosition);
  });

  it.each([
    ['pageSize 0', (log: EventLog) => log.read({ pageSize: 0 })],
    ['pageSize 10,001', (log: EventLog) => log.read({ pageSize: 10_001 })],
    ['half an event', (log: EventLog) => log.read({ limit: 0.5 })],
    ['a negative limit', (log: EventLog) => log.readStream(freshStream(), { limit: -1 })],
    ['a negative revision', (log: EventLog) => log.readStream(freshStream(), { from: -1 })],
  ])('%s', async (_, read) => {
    await expect((async () => collect(read(under.log)))()).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('everything after close, which finishes what was being appended', async () => {
    const log = await under.again();
    const stream = freshStream();
    const appending = log.append(stream, sampleEvents(2), { expected: 'no-stream' });
    await log.close();
    expect((await appending).revision).toBe(1);
    await log.close();
    await expect(log.append(stream, sampleEvents(1), { expected: 'any' })).rejects.toBeInstanceOf(LogClosed);
    await expect(log.head()).rejects.toBeInstanceOf(LogClosed);
    await expect(log.lastRevision(stream)).rejects.toBeInstanceOf(LogClosed);
    await expect((async () => collect(log.read()))()).rejects.toBeInstanceOf(LogClosed);
    await expect((async () => collect(log.readStream(stream)))()).rejects.toBeInstanceOf(LogClosed);
  });
}
