import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import url from 'node:url';
import { sha256 } from '@foedera/schema';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Calibration, parseCalibration } from './confidence.ts';
import { PackError } from './errors.ts';
import { compileLanguage, type Language, type PackFiles } from './patterns/language.ts';
import {
  languageSchema,
  leadersSchema,
  modalitySchema,
  placesSchema,
  rulesSchema,
  tagsSchema,
  wordsSchema,
  worldSchema,
} from './patterns/pack.ts';
import { type Gazetteer, type IsoNames, openGazetteer } from './tags/gazetteer.ts';
import { type Leaders, leadersOf } from './tags/persons.ts';
import { openTagger, type Tagger } from './tags/tagger.ts';

/** A language with everything needed to read texts in it. */
export interface Reader {
  readonly language: Language;
  readonly gazetteer: Gazetteer;
  readonly leaders: Leaders;
  /** Function words, lower case. */
  readonly smallWords: ReadonlySet<string>;
  readonly tagger: Tagger;
}

/** All language packs of an installation. */
export interface Packs {
  readonly readers: ReadonlyMap<string, Reader>;
  /** Hash of all data, so that a claim names exactly which rules made it. */
  readonly hash: string;
  /** Measured precision by rule and feature. */
  readonly calibration: Calibration;
}

/** Folder of the packs: beside the sources, also for the bundle in `dist/`. */
export function packsFolder(): string {
  const here = path.dirname(url.fileURLToPath(import.meta.url));
  const found = [path.join(here, 'packs'), path.join(here, '..', 'src', 'articles', 'packs')].find((folder) =>
    fs.existsSync(path.join(folder, 'world')),
  );
  if (found === undefined) throw new PackError(here, 'the language packs are not installed beside this file');
  return found;
}

function load<T>(file: string, schema: z.ZodType<T>): T {
  const name = path.relative(packsFolder(), file);
  const result = schema.safeParse(parse(fs.readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PackError(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

/** Country names of the ISO list in a language, `{}` when the list has none. */
function isoNames(code: string): IsoNames {
  const require = createRequire(import.meta.url);
  const list = require(`i18n-iso-countries/langs/${code}.json`) as { countries: IsoNames };
  return list.countries;
}

/** Reads one language's folder. @throws PackError naming the file and what is wrong in it */
export function readPack(folder: string, code: string): PackFiles {
  const own = path.join(folder, code);
  const kinds = path.join(own, 'kinds');
  const rules = fs
    .readdirSync(kinds)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => load(path.join(kinds, name), rulesSchema));
  const files: PackFiles = {
    language: load(path.join(own, 'language.yaml'), languageSchema),
    places: load(path.join(own, 'places.yaml'), placesSchema),
    words: load(path.join(own, 'words.yaml'), wordsSchema),
    tags: load(path.join(own, 'tags.yaml'), tagsSchema),
    modality: load(path.join(own, 'modality.yaml'), modalitySchema),
    rules,
    world: load(path.join(folder, 'world', 'places.yaml'), worldSchema),
    leaders: load(path.join(folder, 'world', 'leaders.yaml'), leadersSchema),
  };
  return withDerivedClasses(files);
}

/** Months, weekdays, ordinals, scales and currencies become classes, so that patterns can name them. */
function withDerivedClasses(files: PackFiles): PackFiles {
  const { language, words } = files;
  const clip = (word: string): string[] =>
    word.length < 6 ? [] : Array.from({ length: word.length - 2 }, (_, i) => word.slice(0, i + 1) + word.slice(i + 2));
  const classes = {
    ...words.classes,
    month: language.months.flatMap((all) => all.flatMap((m) => [m, ...clip(m)])),
    weekday: language.weekdays.flat(),
    ordinal: Object.keys(language.ordinals),
    ordinalsuffix: language.ordinalSuffixes,
    scale: Object.keys(language.scales),
    currency: Object.values(language.currencies).flat(),
    functionword: language.functionWords,
  };
  return { ...files, words: { ...words, classes } };
}

function hashOf(folder: string): string {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.json'))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  return sha256(files.map((name) => `${name}\n${fs.readFileSync(path.join(folder, name), 'utf8')}`).join('\n')).slice(
    0,
    16,
  );
}

let loaded: Packs | null = null;

/** All packs, compiled once per process. */
export function openPacks(): Packs {
  if (loaded) return loaded;
  const folder = packsFolder();
  const readers = new Map<string, Reader>();
  const codes = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'world')
    .map((entry) => entry.name)
    .sort();
  for (const code of codes) {
    const language = compileLanguage(readPack(folder, code));
    const gazetteer = openGazetteer(language, isoNames(code));
    const smallWords = new Set(language.data.language.functionWords);
    const leaders = leadersOf(language.data.leaders);
    readers.set(code, { language, gazetteer, leaders, smallWords, tagger: openTagger(language, gazetteer) });
  }
  const calibration = parseCalibration(
    JSON.parse(fs.readFileSync(path.join(folder, 'world', 'calibration.json'), 'utf8')),
  );
  loaded = { readers, hash: hashOf(folder), calibration };
  return loaded;
}
