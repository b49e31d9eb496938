import { afterEach, describe, expect, it } from 'vitest';
import { ApiProblem } from './errors.ts';
import { type Connection, type FeedItem, type FollowOptions, followFeed } from './feed.ts';
import {
  changeMessage,
  keepAliveMessage,
  openScriptedFeed,
  otherMessage,
  type ScriptedFeed,
  type Turn,
} from './testing/scripted-feed.ts';

let feed: ScriptedFeed | null = null;
afterEach(async () => {
  await feed?.close();
  feed = null;
});

const STAY: Turn = { body: otherMessage('ready', 'e-9-0'), close: 'stay' };

/** Follows scripted turns until as many items came; a wait between connections is a millisecond or two. */
async function follow(turns: readonly Turn[], count: number, options: FollowOptions = {}) {
  feed = await openScriptedFeed(turns);
  const items: FeedItem[] = [];
  const connections: Connection[] = [];
  const stop = new AbortController();
  const following = followFeed(
    { url: feed.url, fetch },
    {
      backoff: { baseMs: 1, mostMs: 2 },
      signal: stop.signal,
      onConnection: (connection) => {
        connections.push(connection);
        if (count === 0 && connection.state === 'open') stop.abort();
      },
      ...options,
    },
  );
  for await (const item of following) {
    items.push(item);
    if (items.length === count) break;
  }
  return { items, connections, asked: feed.asked };
}

const idsOf = (items: readonly FeedItem[]): string[] =>
  items.map((item) => ('change' in item ? `${item.type} ${item.change.id}` : item.type));

describe('following the feed', () => {
  it('resumes after the last cursor when the connection is cut, and gives each change once', async () => {
    const { items, asked } = await follow(
      [
        {
          body: `${otherMessage('ready', '0')}${changeMessage('e-1-0', null)}${changeMessage('e-2-0', 'e-1-0')}`,
          close: 'cut',
        },
        {
          body: `${otherMessage('ready', 'e-1-0')}${changeMessage('e-2-0', 'e-1-0')}${changeMessage('e-3-0', 'e-2-0')}`,
          close: 'stay',
        },
      ],
      3,
    );
    expect(idsOf(items)).toEqual(['change e-1-0', 'change e-2-0', 'change e-3-0']);
    expect(asked.map((a) => a.lastEventId)).toEqual(['0', 'e-2-0']);
  });

  it('resumes after the cursor of a keep-alive', async () => {
    const { asked } = await follow(
      [
        { body: `${otherMessage('ready', '0')}${otherMessage('keep-alive', 'e-7-0')}`, close: 'end' },
        { body: changeMessage('e-8-0', null), close: 'stay' },
      ],
      1,
    );
    expect(asked[1]?.lastEventId).toBe('e-7-0');
  });

  it('says that a change is missing when the next one does not follow on it', async () => {
    const { items } = await follow(
      [{ body: `${changeMessage('e-1-0', null)}${changeMessage('e-3-0', 'e-2-0')}`, close: 'stay' }],
      3,
    );
    expect(items[1]).toMatchObject({ type: 'missing', last: 'e-1-0', change: { id: 'e-3-0' } });
    expect(items[2]).toMatchObject({ type: 'change', change: { id: 'e-3-0' } });
  });

  it('says so too when the very first change from the beginning has a predecessor', async () => {
    const { items } = await follow([{ body: changeMessage('e-2-0', 'e-1-0'), close: 'stay' }], 1);
    expect(items[0]).toMatchObject({ type: 'missing', last: null });
  });

  it('does not guess what comes before a cursor that it was given', async () => {
    const { items } = await follow([{ body: changeMessage('e-5-0', 'e-3-0'), close: 'stay' }], 1, { after: 'e-4-0' });
    expect(idsOf(items)).toEqual(['change e-5-0']);
  });

  it('begins at the head without a Last-Event-ID', async () => {
    const { asked } = await follow([STAY], 0, { after: 'now' });
    expect(asked).toEqual([{ lastEventId: undefined, after: 'now' }]);
  });

  it('comes back from where it was after it was too slow', async () => {
    const { asked, connections, items } = await follow(
      [
        { body: `${changeMessage('e-1-0', null)}${otherMessage('consumer-too-slow', 'e-1-0')}`, close: 'end' },
        { body: changeMessage('e-2-0', 'e-1-0'), close: 'stay' },
      ],
      2,
    );
    expect(connections.find((c) => c.state === 'lost')).toMatchObject({ why: 'consumer-too-slow' });
    expect(asked[1]?.lastEventId).toBe('e-1-0');
    expect(idsOf(items)).toEqual(['change e-1-0', 'change e-2-0']);
  });

  it('waits as long as the server asks before it comes back', async () => {
    const { connections } = await follow(
      [
        { body: otherMessage('ready', 'e-1-0', 40), close: 'end' },
        { body: changeMessage('e-2-0', null), close: 'stay' },
      ],
      1,
      { backoff: { baseMs: 1, mostMs: 1_000, random: () => 1 } },
    );
    expect(connections.find((c) => c.state === 'lost')).toMatchObject({ againInMs: 40 });
  });

  it('waits twice as long after each failure in a row', async () => {
    const busy: Turn = {
      status: 503,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"code":"not-ready","detail":"starting"}',
      close: 'end',
    };
    const { connections } = await follow([busy, busy, busy, { body: changeMessage('e-1-0', null), close: 'stay' }], 1, {
      backoff: { baseMs: 2, mostMs: 7, random: () => 1 },
    });
    expect(connections.flatMap((c) => (c.state === 'lost' ? [c.againInMs] : []))).toEqual([2, 4, 7]);
  });

  it('goes on under new rules where the old cursor is gone, and says so', async () => {
    const { items, asked } = await follow(
      [
        {
          status: 410,
          headers: { 'content-type': 'application/problem+json' },
          body: '{"code":"epoch-changed","detail":"-","epoch":"f","next":"/v1/changes?after=f-4-1","difference":"/v1/changes/difference?from=e"}',
          close: 'end',
        },
        { body: changeMessage('f-5-0', 'f-4-1'), close: 'stay' },
      ],
      2,
      { after: 'e-4-0' },
    );
    expect(items[0]).toEqual({
      type: 'epoch-changed',
      epoch: 'f',
      next: 'f-4-1',
      difference: '/v1/changes/difference?from=e',
    });
    expect(asked[1]?.lastEventId).toBe('f-4-1');
  });

  it('says when the ledger has another hash than before, on any connection, or than the consumer noted', async () => {
    const turns: Turn[] = [
      {
        body: `${otherMessage('ready', '0')}${keepAliveMessage('0', 7, 'aa')}${keepAliveMessage('0', 8, 'bb')}`,
        close: 'cut',
      },
      {
        body: `${keepAliveMessage('0', 8, 'bb')}${keepAliveMessage('0', 7, 'cc')}${changeMessage('e-9-0', null)}`,
        close: 'stay',
      },
    ];
    const told: number[] = [];
    const { items } = await follow(turns, 2, { onLedger: ({ seq }) => told.push(seq) });
    expect(items[0]).toEqual({ type: 'ledger-differs', seq: 7, before: 'aa', now: 'cc' });
    expect(told).toEqual([7, 8, 8, 7]);
    await feed?.close();
    const noted = await follow(turns, 1, { ledger: [{ seq: 8, hash: 'xx' }] });
    expect(noted.items).toEqual([{ type: 'ledger-differs', seq: 8, before: 'xx', now: 'bb' }]);
  });

  it('takes silence for a lost connection', async () => {
    const { connections } = await follow([STAY, { body: changeMessage('e-10-0', null), close: 'stay' }], 1, {
      silenceMs: 1_000,
    });
    expect(connections.filter((c) => c.state === 'lost')).toHaveLength(1);
  });

  it('ends with the signal, however long the server would keep it', async () => {
    expect((await follow([STAY], 0)).items).toEqual([]);
  });

  it('does not come back when the request itself is refused', async () => {
    const refused: Turn = {
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"code":"unknown-word","detail":"kind"}',
      close: 'end',
    };
    await expect(follow([refused], 1)).rejects.toThrow(ApiProblem);
    expect(feed?.asked).toHaveLength(1);
  });

  it('ends with a finite feed', async () => {
    const { items } = await follow(
      [{ body: `${changeMessage('e-1-0', null)}${otherMessage('end', 'e-1-0')}`, close: 'end' }],
      9,
    );
    expect(idsOf(items)).toEqual(['change e-1-0']);
  });
});
