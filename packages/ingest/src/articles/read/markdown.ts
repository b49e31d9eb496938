import { isEdtf } from '@foedera/schema';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { rejected } from '../errors.ts';

/** What a Markdown file's front matter says of it. */
export interface FrontMatter {
  readonly title?: string;
  readonly published?: string;
  readonly language?: string;
  readonly publisher?: string;
  readonly url?: string;
  /** Offset at which the text behind the front matter begins. */
  readonly end: number;
}

const MAX_FRONT_MATTER = 10_000;
const scalar = z.union([z.string(), z.number(), z.date()]).optional();
const schema = z.looseObject({
  title: scalar,
  date: scalar,
  published: scalar,
  lang: scalar,
  language: scalar,
  publisher: scalar,
  source: scalar,
  url: scalar,
});

const text = (value: string | number | Date | undefined): string | undefined =>
  value === undefined
    ? undefined
    : value instanceof Date
      ? value.toISOString().slice(0, 10)
      : String(value).trim() || undefined;

/** Front matter of a text; `null` when it has none. @throws ArticleRejected when it is not YAML */
export function frontMatter(source: string, name: string): FrontMatter | null {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(source);
  if (!opening) return null;
  const closing = /\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(source.slice(opening[0].length - 1, MAX_FRONT_MATTER));
  if (!closing) return null;
  const end = opening[0].length - 1 + closing.index + closing[0].length;
  let data: unknown;
  try {
    data = parse(source.slice(opening[0].length, opening[0].length - 1 + closing.index), { maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    throw rejected('article-front-matter', name, `the front matter is not YAML: ${error.message}`, { cause: error });
  }
  const parsed = schema.safeParse(data ?? {});
  if (!parsed.success) return { end };
  const { title, date, published, lang, language, publisher, source: from, url } = parsed.data;
  const day = /^\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(text(published ?? date) ?? '')?.[0];
  const known = {
    title: text(title),
    language: text(language ?? lang)
      ?.slice(0, 2)
      .toLowerCase(),
    publisher: text(publisher ?? from),
    url: text(url),
    published: day !== undefined && isEdtf(day) ? day : undefined,
  };
  return {
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Omit<
      FrontMatter,
      'end'
    >),
    end,
  };
}
