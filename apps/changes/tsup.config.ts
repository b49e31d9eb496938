import { nodeBundle } from '../../tsup.base.ts';

export default nodeBundle(['src/index.ts', 'src/main.ts', 'src/testing/index.ts']);
