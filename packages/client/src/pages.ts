/** What every page says of where to go on. */
export interface Paged {
  /** Cursor to go on from; the feed's is there also when nothing follows yet. */
  readonly next: string | null;
  readonly more: boolean;
}

/**
 * Every page of a list, one after the other, each asked for when the one before it has been taken:
 * `for await (const { timeline } of pagesOf((after) => client.timeline('BY-VN', { after })))`.
 *
 * @param ask for the page after a cursor; `undefined` = the first one
 * @throws RangeError when a page leads back to itself
 */
export async function* pagesOf<Page extends Paged>(
  ask: (after: string | undefined) => Promise<Page>,
): AsyncGenerator<Page, void> {
  for (let after: string | undefined; ; ) {
    const page = await ask(after);
    yield page;
    if (!page.more || page.next === null) return;
    if (page.next === after) throw new RangeError(`the page after ${after} leads to itself`);
    after = page.next;
  }
}
