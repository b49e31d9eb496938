import { nodeBundle } from '../../tsup.base.ts';

// The test server runs as a process of its own, too; what tests need from npm stays where it is.
export default nodeBundle(['src/index.ts', 'src/testing/index.ts', 'src/testing/eventstoredb-server/main.ts'], {
  skipNodeModulesBundle: true,
});
