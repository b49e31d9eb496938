import type { Change, Client, Query } from '@foedera/client';

/** The latest changes, newest first. */
export async function latestChanges(client: Client, query: Query, most: number): Promise<Change[]> {
  const page = await client.changes({ ...query, limit: 1000 });
  return page.changes.slice(-most).reverse();
}
