import manifest from '../package.json' with { type: 'json' };

/** Version of this command line and of everything that it runs. */
export const VERSION: string = manifest.version;
