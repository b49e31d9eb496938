import { nodeBundle } from '../../tsup.base.ts';

export default nodeBundle();
