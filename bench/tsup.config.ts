import { nodeBundle } from '../tsup.base.ts';

// Some benchmarks measure from another process: its file stands beside the bundle.
export default nodeBundle(['src/index.ts', 'src/*-process.ts']);
