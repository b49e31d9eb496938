import type { NewEvent, Position } from '@foedera/schema';
import { expect, it } from 'vitest';
import { eventBytes, MAX_APPEND_BYTES } from '../batch.ts';
import { WrongExpectedRevision } from '../errors.ts';
import type { AppendResult, Expected } from '../log.ts';
import type { Under } from './contract.ts';
import { collect, freshStream, sampleEvent, sampleEvents } from './samples.ts';

const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);

/** Appending: expectations, retries, races, and what is stored. */
export function appendContract(under: Under, fresh: boolean): void {
  /** Where others append too, the head may already lie further on. */
  const expectHead = async (position: Position): Promise<void> => {
    const head = (await under.log.head()) as Position;
    if (fresh) expect(head).toBe(position);
    else expect(under.log.comparePositions(head, position)).toBeGreaterThanOrEqual(0);
  };
  const stored = (stream: string) => collect(under.log.readStream(stream));

  it('numbers the events of a stream from 0 and moves the head', async () => {
    const { log } = under;
    const stream = freshStream();
    const first = await log.append(stream, sampleEvents(2), { expected: 'no-stream' });
    expect(first).toMatchObject({ revision: 1, alreadyThere: false });
    await expectHead(first.position);
    const second = await log.append(stream, sampleEvents(3), { expected: 1 });
    expect(second).toMatchObject({ revision: 4, alreadyThere: false });
    await expectHead(second.position);
    expect(log.comparePositions(first.position, second.position)).toBeLessThan(0);
    expect(log.comparePositions(second.position, first.position)).toBeGreaterThan(0);
    expect(log.comparePositions(second.position, second.position)).toBe(0);
    expect(await log.lastRevision(stream)).toBe(4);
    const events = await stored(stream);
    expect(events.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    expect(events[1]?.position).toBe(first.position);
    expect(events[4]?.position).toBe(second.position);
  });

  const cases: readonly (readonly [Expected, existing: number, actual: number | null | 'appends'])[] = [
    ['any', 0, 'appends'],
    ['any', 2, 'appends'],
    ['no-stream', 0, 'appends'],
    ['no-stream', 2, 1],
    ['stream-exists', 0, null],
    ['stream-exists', 2, 'appends'],
    [0, 0, null],
    [0, 2, 1],
    [1, 2, 'appends'],
    [2, 2, 1],
    [7, 2, 1],
  ];
  it.each(cases)('expecting %s in a stream of %i events: %s', async (expected, existing, actual) => {
    const { log } = under;
    const stream = freshStream();
    if (existing > 0) await log.append(stream, sampleEvents(existing), { expected: 'no-stream' });
    const appended = log.append(stream, sampleEvents(2), { expected });
    if (actual === 'appends') {
      expect((await appended).revision).toBe(existing + 1);
      return;
    }
    const error = await appended.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WrongExpectedRevision);
    expect(error).toMatchObject({ code: 'wrong-expected-revision', stream, expected, actual });
    expect(await stored(stream)).toHaveLength(existing);
  });

  it('answers a retry as the first time, at no-stream, at an exact revision, and when the stream has moved on', async () => {
    const { log } = under;
    const stream = freshStream();
    const chunks = [sampleEvents(3), sampleEvents(1), sampleEvents(2)];
    const expectations: readonly Expected[] = ['no-stream', 2, 3];
    const append = (i: number) =>
      log.append(stream, chunks[i] as NewEvent[], { expected: expectations[i] as Expected });
    const answers: AppendResult[] = [];
    for (const i of chunks.keys()) {
      answers.push(await append(i));
      expect(await append(i)).toEqual({ ...answers[i], alreadyThere: true });
    }
    for (const i of chunks.keys()) expect(await append(i)).toEqual({ ...answers[i], alreadyThere: true });
    expect(idsOf(await stored(stream))).toEqual(idsOf(chunks.flat()));
  });

  it('takes a retry with fewer events for what is there', async () => {
    const { log } = under;
    const stream = freshStream();
    const events = sampleEvents(3);
    await log.append(stream, events, { expected: 'no-stream' });
    const again = await log.append(stream, events.slice(0, 2), { expected: 'no-stream' });
    expect(again).toMatchObject({ revision: 1, alreadyThere: true });
    expect(again.position).toBe((await stored(stream))[1]?.position);
  });

  it.each([
    ['other ids', (events: readonly NewEvent[]) => [events[0] as NewEvent, sampleEvent(), events[2] as NewEvent]],
    ['the same ids in another order', (events: readonly NewEvent[]) => [...events].reverse()],
    ['more events than are there', (events: readonly NewEvent[]) => [...events, sampleEvent()]],
    ['events that stand elsewhere in the stream', (events: readonly NewEvent[]) => events.slice(1)],
  ])('takes a retry with %s for a conflict, and adds nothing', async (_, change) => {
    const { log } = under;
    const stream = freshStream();
    const events = sampleEvents(3);
    await log.append(stream, events, { expected: 'no-stream' });
    await expect(log.append(stream, change(events), { expected: 'no-stream' })).rejects.toMatchObject({
      code: 'wrong-expected-revision',
      actual: 2,
    });
    expect(idsOf(await stored(stream))).toEqual(idsOf(events));
  });

  it('lets exactly one of ten racing appends win, over two handles', async () => {
    const handles = [under.log, await under.again()];
    const stream = freshStream();
    await under.log.append(stream, sampleEvents(1), { expected: 'no-stream' });
    for (let round = 0; round < 5; round++) {
      const racers = Array.from({ length: 10 }, () => sampleEvents(2));
      const expected = round * 2;
      const outcomes = await Promise.allSettled(
        racers.map((events, i) => (handles[i % 2] as typeof under.log).append(stream, events, { expected })),
      );
      const winners = racers.filter((_, i) => outcomes[i]?.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ actual: expected + 2 });
      expect(idsOf((await stored(stream)).slice(expected + 1))).toEqual(idsOf(winners[0] as NewEvent[]));
    }
  });

  it('writes the same append once however many send it at the same time', async () => {
    const handles = [under.log, await under.again()];
    const stream = freshStream();
    const events = sampleEvents(3);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (handles[i % 2] as typeof under.log).append(stream, events, { expected: 'no-stream' }),
      ),
    );
    expect(answers.filter((answer) => !answer.alreadyThere)).toHaveLength(1);
    expect(new Set(answers.map((answer) => `${answer.revision} ${answer.position}`)).size).toBe(1);
    expect(idsOf(await stored(stream))).toEqual(idsOf(events));
  });

  it("does not let one caller's conflict fail the others", async () => {
    const { log } = under;
    const taken = freshStream();
    await log.append(taken, sampleEvents(1), { expected: 'no-stream' });
    const streams = Array.from({ length: 20 }, (_, i) => (i % 4 === 1 ? taken : freshStream()));
    const outcomes = await Promise.allSettled(
      streams.map((stream) => log.append(stream, sampleEvents(2), { expected: 'no-stream' })),
    );
    expect(outcomes.map((outcome) => outcome.status)).toEqual(
      streams.map((stream) => (stream === taken ? 'rejected' : 'fulfilled')),
    );
    for (const stream of streams) expect(await log.lastRevision(stream)).toBe(stream === taken ? 0 : 1);
  });

  it('keeps the order in which one caller appends without waiting', async () => {
    const { log } = under;
    const stream = freshStream();
    const events = sampleEvents(50);
    await Promise.all(
      events.map((event, i) => log.append(stream, [event], { expected: i === 0 ? 'no-stream' : i - 1 })),
    );
    expect(idsOf(await stored(stream))).toEqual(idsOf(events));
  });

  it('gives back what was stored, in any script and at any depth', async () => {
    const { log } = under;
    const stream = `${freshStream()}-Côte-d’Ivoire`;
    const data = {
      text: 'Việt Nam – Беларусь – 日本 – 🤝 – "quoted" \\ \u0000 \u2028 \n',
      numbers: [0, -1, 0.1, 1e21, Number.MAX_SAFE_INTEGER, 5e-324],
      nested: [[[{ a: [null, true, false, {}] }]], []],
      'ключ с пробелом': { '': '' },
    };
    const event: NewEvent = {
      ...sampleEvent(data),
      metadata: { schema: 3, by: 'Nguyễn', why: 'test', cause: 'none' },
    };
    const scalars = [null, 0, false, 'text', []].map((value) => sampleEvent(value));
    const { position } = await log.append(stream, [event, ...scalars], { expected: 'no-stream' });
    const [first, ...others] = await stored(stream);
    expect(first).toEqual({ ...event, stream, revision: 0, position: first?.position, recorded: first?.recorded });
    expect(others.map((each) => each.data)).toEqual([null, 0, false, 'text', []]);
    expect(others.at(-1)?.position).toBe(position);
  });

  it('stores events as they were when they were appended', async () => {
    const { log } = under;
    const stream = freshStream();
    const data = { n: 1 };
    const appended = log.append(stream, [sampleEvent(data)], { expected: 'any' });
    data.n = 2;
    await appended;
    const before = (await stored(stream))[0];
    (before?.data as { n: number }).n = 3;
    expect((await stored(stream))[0]?.data).toEqual({ n: 1 });
  });

  it('leaves out properties that are undefined, and takes ids in either case', async () => {
    const { log } = under;
    const stream = freshStream();
    const event = sampleEvent({ a: 1, b: undefined });
    await log.append(stream, [{ ...event, id: event.id.toUpperCase() }], { expected: 'no-stream' });
    expect((await log.append(stream, [event], { expected: 'no-stream' })).alreadyThere).toBe(true);
    expect((await stored(stream))[0]).toMatchObject({ id: event.id });
    expect(Object.keys((await stored(stream))[0]?.data as object)).toEqual(['a']);
  });

  it('takes an append as large as it may be', async () => {
    const { log } = under;
    const stream = freshStream();
    const [one, two] = [sampleEvent({ text: 'ă'.repeat(200_000) }), sampleEvent({ text: '' })];
    const room = MAX_APPEND_BYTES - eventBytes(one) - eventBytes(two);
    const full = { ...two, data: { text: 'x'.repeat(room) } };
    await log.append(stream, [one, full], { expected: 'no-stream' });
    expect((await stored(stream)).map((event) => event.data)).toEqual([one.data, full.data]);
  });
}
