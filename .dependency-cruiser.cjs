// Who may import whom: the table of ARCHITECTURE.md as rules. scripts/imports.test.ts breaks each one and sees it go red.

/** Files that only run in tests, or build the package. */
const TEST = '(?:\\.test\\.tsx?$|/testing/|/e2e/|-process\\.ts$|/fixtures/|(?:tsup|vite)\\.config\\.ts$)';

/** What each package may import besides itself and Node's own modules. Names of npm packages, or `@foedera/…`. */
const ALLOWED = {
  'packages/schema': ['zod', 'edtf', 'canonicalize'],
  'packages/sqlite': ['@photostructure/sqlite'],
  'packages/event-log': ['@foedera/schema', '@foedera/sqlite', '@eventstore/db-client'],
  'packages/ingest': [
    '@foedera/schema',
    '@foedera/event-log',
    '@mozilla/readability',
    'i18n-iso-countries',
    'linkedom',
    'yaml',
    'zod',
  ],
  'packages/projections': ['@foedera/schema', '@foedera/event-log', '@foedera/sqlite'],
  'packages/http': [
    '@foedera/schema',
    'fastify',
    'fastify-type-provider-zod',
    '@fastify/[^/]+',
    'pino',
    'prom-client',
    'zod',
  ],
  'packages/client': ['@foedera/schema', 'openapi-fetch', 'eventsource-parser'],
  'apps/timeline': [
    '@foedera/(?:schema|event-log|projections|sqlite|http|ingest)',
    'fastify',
    'fastify-type-provider-zod',
    'zod',
    'csv-stringify',
    'hyparquet-writer',
    'ical-generator',
    'feedsmith',
  ],
  'apps/changes': [
    '@foedera/(?:schema|event-log|projections|sqlite|http)',
    'fastify',
    'fastify-type-provider-zod',
    'zod',
    'eventsource-encoder',
    'feedsmith',
    'standardwebhooks',
    'ipaddr\\.js',
  ],
  'apps/web': ['@foedera/client', 'fastify', '@fastify/static', 'preact', '@preact/signals', 'preact-render-to-string'],
  'apps/cli': [
    '@foedera/[a-z-]+',
    'commander',
    'cli-progress',
    '@bomb\\.sh/tab',
    'close-with-grace',
    'pino',
    'fastify',
  ],
};

/** A package as a path after resolution, and as it is written when nothing resolves it. */
const reaches = (/** @type {string} */ name) => {
  const scoped = /^@foedera\/(.+)$/.exec(name);
  return scoped
    ? `^(?:packages|apps)/${scoped[1]}/|^@foedera/${scoped[1]}(?:/|$)`
    : `(?:^|node_modules/)${name}(?:/|$)`;
};

const allowedImports = Object.entries(ALLOWED).map(([folder, names]) => ({
  name: `imports-of-${folder.replace('/', '-')}`,
  comment: `${folder} imports only what the design's table gives it. A new arrow is a decision: docs/decisions/.`,
  severity: 'error',
  from: { path: `^${folder}/src/`, pathNot: TEST },
  to: { pathNot: [`^${folder}/`, ...names.map(reaches)], dependencyTypesNot: ['core'] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...allowedImports,
    {
      name: 'schema-without-io',
      comment: 'The words of Foedera know no files, network, processes or threads: they also run in a browser.',
      severity: 'error',
      from: { path: '^packages/schema/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?crypto$' },
    },
    {
      name: 'sqlite-only-in-its-adapter',
      comment: 'Inside the log only the SQLite adapter knows that there is SQLite; openLog alone picks an adapter.',
      severity: 'error',
      from: {
        path: '^packages/event-log/src/',
        pathNot: `^packages/event-log/src/(?:sqlite/|ledger/sqlite-|open|index)|${TEST}`,
      },
      to: { path: ['^packages/event-log/src/sqlite/', reaches('@foedera/sqlite')] },
    },
    {
      name: 'event-store-only-in-its-adapter',
      comment: 'Only one folder speaks to EventStoreDB; its client is loaded when that log is opened, not before.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/', pathNot: `^packages/event-log/src/eventstoredb/|${TEST}` },
      to: { path: '(?:^|node_modules/)@eventstore/' },
    },
    {
      name: 'sqlite-driver-only-in-sqlite',
      comment: 'One module hides which SQLite driver there is.',
      severity: 'error',
      from: { path: '^(?:packages|apps|bench)/', pathNot: '^packages/sqlite/src/' },
      to: { path: ['(?:^|node_modules/)@photostructure/sqlite', '^(?:node:)?sqlite$'] },
    },
    {
      name: 'past-the-index',
      comment: 'A package is what its index.ts exports (or its testing folder): nobody reaches inside another one.',
      severity: 'error',
      from: { path: '^((?:packages|apps)/[^/]+|bench)/' },
      to: {
        path: '^(?:packages|apps)/[^/]+/src/',
        pathNot: ['^$1/', '^(?:packages|apps)/[^/]+/src/(?:index|main|testing/index)\\.ts$'],
      },
    },
    {
      name: 'tests-stay-in-tests',
      comment: 'What runs does not import tests or what exists for tests.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/', pathNot: TEST },
      to: { path: '(?:\\.test\\.ts$|/src/testing/)' },
    },
    {
      name: 'no-circle',
      comment: 'Two files that import each other are one idea in two places. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-dependencies',
      comment: 'A package declares what it imports.',
      severity: 'error',
      from: { path: '^(?:packages|apps|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-dependencies',
      comment: 'What runs does not need what only tests and builds have.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/[^/]+/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolves',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: '(?:^|/)node_modules/' },
    exclude: { path: '(?:^|/)(?:dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@foedera/source', 'types', 'node', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
