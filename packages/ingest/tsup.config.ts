import { nodeBundle } from '../../tsup.base.ts';

// The scores of the rules are a door of their own: what runs never loads annotated documents. A thread is started by file.
export default nodeBundle(['src/index.ts', 'src/articles/scoring/index.ts', 'src/threads/reading-thread.ts']);
