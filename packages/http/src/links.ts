/** A link of an answer. @see RFC 8288 */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
}

/** Value of a `Link` header field. Addresses are relative references or URLs, already percent-encoded. */
export function linkHeader(links: readonly Link[]): string {
  return links
    .map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`)
    .join(', ');
}

/** Parameters in which nothing is percent-encoded or ought to be. */
const PLAIN = /^[\w.~=&:,*-]+$/;

/** The address with some query parameters set (or, with `null`, taken away); the others keep their order. */
export function withParameters(address: string, changes: Readonly<Record<string, string | number | null>>): string {
  const [path = '', query = ''] = splitOnce(address, '?');
  const names = Object.keys(changes);
  // Most often nothing is replaced, and nothing has to be encoded anew: then the rest need not be read.
  if (PLAIN.test(query) && !names.some((name) => query.includes(name))) {
    const added = names.flatMap((name) =>
      changes[name] === null ? [] : `&${name}=${encodeURIComponent(String(changes[name]))}`,
    );
    return `${path}?${query}${added.join('')}`;
  }
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
