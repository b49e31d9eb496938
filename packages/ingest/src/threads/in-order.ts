/**
 * Works on items with at most `ahead` under way at once and gives the results in the order of the items. A failure
 * comes when its turn comes; what is under way then is waited for.
 */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // Seen when its turn comes; until then it must not end the process.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= ahead) yield await (underWay.shift() as Promise<R>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<R>);
  } finally {
    await Promise.allSettled(underWay);
  }
}
