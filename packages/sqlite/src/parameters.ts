import type { SqlValue } from './driver.ts';

/** Values for `:name` (keys without the colon) or, in order, for `?`. A name that is left out is null. */
export type SqlParameters = Readonly<Record<string, SqlValue>> | readonly SqlValue[];

/** SQL whose parameters all are `?`, and the values for them in order. */
export interface PlacedSql {
  readonly sql: string;
  /** @throws TypeError for a name that the SQL does not have */
  values(parameters: SqlParameters | undefined): readonly SqlValue[];
}

/** Texts, quoted names and comments, in which a colon means nothing; else a named parameter, with the word that makes it a limit. */
const NAMED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\blimit\s+)?:([a-z_]\w*)/gi;

/**
 * SQLite plans a statement for the value of a bare parameter after `limit`, and compiles it anew each time that another
 * one is bound, which costs more than most reads. It does not look into an expression.
 */
const UNPEEKED = '? + 0';

const NONE: readonly SqlValue[] = [];

/** Turns names into places: the drivers look up each name in each call, which costs as much as the rest of an insert. */
export function byPlace(sql: string): PlacedSql {
  const names: string[] = [];
  const placed = sql.replace(NAMED, (text, limit: string | undefined, name: string | undefined) => {
    if (name === undefined) return text;
    names.push(name);
    return limit === undefined ? '?' : `${limit}${UNPEEKED}`;
  });
  const known = new Set(names);
  let checked = false;
  const check = (parameters: Readonly<Record<string, SqlValue>>): void => {
    const unknown = Object.keys(parameters).find((name) => !known.has(name));
    if (unknown !== undefined) throw new TypeError(`unknown named parameter ${JSON.stringify(unknown)} of ${sql}`);
    checked = true;
  };
  return {
    sql: placed,
    values: (parameters) => {
      if (parameters === undefined) return names.length === 0 ? NONE : names.map(() => null);
      if (Array.isArray(parameters)) return parameters;
      const given = parameters as Readonly<Record<string, SqlValue>>;
      // The same statement is run with the same names: looking at the first ones is enough.
      if (!checked) check(given);
      const values: SqlValue[] = [];
      for (const name of names) values.push(given[name] ?? null);
      return values;
    },
  };
}
