// Imported first: what else is imported may need a newer Node than the one that runs. Built-ins only.
const OLDEST = { major: 20, minor: 19 };

/**
 * What to say to a Node that is too old; `null` when it is not.
 *
 * @param {string} version as `process.versions.node` has it
 */
export function tooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return null;
  return `Node ${OLDEST.major}.${OLDEST.minor} or newer is needed, and this is ${version}: install it from https://nodejs.org, then try again`;
}

const found = tooOld(process.versions.node);
if (found !== null) {
  process.stderr.write(`foedera: ${found}\n`);
  process.exit(1);
}
