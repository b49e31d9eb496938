// Which Chromium there is on this machine. Built-ins only.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** What to do where there is none. */
export const HOW_TO_GET_CHROMIUM =
  'install it (Debian and Ubuntu: apt-get install chromium) or set CHROMIUM to the path of a Chromium or Chrome';

/**
 * Path of a Chromium: `CHROMIUM` names one, else the first on the path; `null` when there is none.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string | null}
 */
export function findChromium(environment = process.env) {
  const named = environment.CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const folders = (environment.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}
