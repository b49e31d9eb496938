import { createMemoryLog, sampleEvents } from '@foedera/event-log/testing';
import { expect, it } from 'vitest';
import { OpenStreams } from './open-streams.ts';

it('remembers how far each stream got, also of those that it left', async () => {
  const log = createMemoryLog();
  await log.append('foedera-a', sampleEvents(2), { expected: 'no-stream' });
  const streams = new OpenStreams(log, 2);
  const a = await streams.open('foedera-a');
  expect([a.next, a.stored]).toEqual([0, 1]);
  a.next = 7;
  (await streams.open('foedera-b')).differs = true;
  for (const other of ['foedera-c', 'foedera-d', 'foedera-e']) await streams.open(other);
  expect(await streams.open('foedera-a')).toMatchObject({ next: 7, stored: 1, differs: false });
  expect(await streams.open('foedera-b')).toMatchObject({ differs: true });
});

it('does not leave a stream with an append under way', async () => {
  const streams = new OpenStreams(createMemoryLog(), 1);
  const a = await streams.open('foedera-a');
  a.inFlight = 1;
  await streams.open('foedera-b');
  expect(await streams.open('foedera-a')).toBe(a);
});
