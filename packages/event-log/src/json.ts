/** Levels of arrays and objects inside each other that stored JSON may have. */
const MAX_DEPTH = 100;

/** In a Unicode-aware pattern this matches only half of a surrogate pair that stands alone. */
const LONE_SURROGATE = /\p{Cs}/u;

/** What is not JSON, and where: a JSON pointer (RFC 6901). */
interface Fault {
  readonly pointer: string;
  readonly found: string;
}

/**
 * JSON text of a value that reads back as the same value.
 * A property that is `undefined` is left out, as in `JSON.stringify`; whatever else JSON would change or drop is refused.
 *
 * @throws TypeError naming the place
 */
export function toJsonText(value: unknown): string {
  refuse(faultIn(value, 0, false));
  const text = JSON.stringify(value);
  // JSON.stringify escapes lone surrogates; only a text that has such an escape needs a second look.
  if (text.includes('\\ud')) refuse(faultIn(value, 0, true));
  return text;
}

function refuse(fault: Fault | undefined): void {
  if (fault === undefined) return;
  const place = fault.pointer === '' ? 'the value' : fault.pointer;
  throw new TypeError(`${place}: ${fault.found} is not JSON`);
}

function faultIn(value: unknown, depth: number, inText: boolean): Fault | undefined {
  switch (typeof value) {
    case 'string':
      return inText ? faultInText(value) : undefined;
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : { pointer: '', found: String(value) };
    case 'object':
      return value === null ? undefined : faultInParts(value, depth, inText);
    default:
      return { pointer: '', found: `a value of type ${typeof value}` };
  }
}

function faultInText(text: string): Fault | undefined {
  return LONE_SURROGATE.test(text) ? { pointer: '', found: 'half a surrogate pair' } : undefined;
}

function faultInParts(value: object, depth: number, inText: boolean): Fault | undefined {
  if (depth >= MAX_DEPTH) return { pointer: '', found: `what lies more than ${MAX_DEPTH} levels deep` };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const fault = faultIn(value[i], depth + 1, inText);
      if (fault !== undefined) return { ...fault, pointer: `/${i}${fault.pointer}` };
    }
    return undefined;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return { pointer: '', found: `an object of class ${value.constructor?.name ?? 'unknown'}` };
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    const fault =
      (inText ? faultInText(key) : undefined) ?? (part === undefined ? part : faultIn(part, depth + 1, inText));
    if (fault !== undefined)
      return { ...fault, pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${fault.pointer}` };
  }
  return undefined;
}
