import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { GROUPS } from './commands/index.ts';
import { EXIT } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { foedera } from './testing/terminal.ts';

const REFERENCE = join(import.meta.dirname, '../../../docs/cli.md');

/** Every command by its full name, groups after their members' parents. */
function names(command: Command, path: readonly string[] = []): string[][] {
  return command.commands
    .filter((one) => one.name() !== 'help' && one.name() !== 'complete')
    .flatMap((one) => [[...path, one.name()], ...names(one, [...path, one.name()])]);
}

const { stdout, stderr, stdin } = process;
const terminal = { stdout, stderr, stdin, env: {}, signal: new AbortController().signal };
const COMMANDS = names(createProgram(terminal, '0', GROUPS, () => undefined));

describe('the reference of the command line', () => {
  it('is what the commands say of themselves: `npx vitest run apps/cli -u` writes it anew', async () => {
    const help = async (argv: readonly string[]): Promise<string> => {
      const { code, stdout: text } = await foedera([...argv, '--help']);
      expect(code).toBe(EXIT.ok);
      return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
    };
    let text = `# The command line

Data goes to stdout, everything else to stderr. \`--json\` prints one JSON object, or one a line. A terminal gets colours and progress, a pipe does not; \`NO_COLOR\` is heeded. \`-\` is stdin. Ctrl-C finishes what is under way and says how to go on.

| exit code | meaning |
| --- | --- |
| ${EXIT.ok} | done |
| ${EXIT.failed} | failed: the message says why |
| ${EXIT.usage} | called in a way that makes no sense |
| ${EXIT.rejected} | finished, and some records were rejected, each with its reason |
| ${EXIT.tryAgain} | nothing is wrong with the request: try again later |
| ${EXIT.interrupted} | interrupted |

In a clone every command runs as \`npx foedera …\`.

${await help([])}`;
    for (const path of COMMANDS) text += `\n## foedera ${path.join(' ')}\n\n${await help(path)}`;
    await expect(text).toMatchFileSnapshot(REFERENCE);
  });

  it('has every command that there is', () => {
    expect(COMMANDS.filter((path) => path.length === 1).flat()).toEqual(
      expect.arrayContaining(
        'start ingest extract show replay follow verify doctor completion query diff correct retract link separate prefer rebuild export sources keys webhooks copy'.split(
          ' ',
        ),
      ),
    );
  });
});
