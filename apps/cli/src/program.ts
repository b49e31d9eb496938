import { type Argument, Command, type CommanderError } from 'commander';
import { addCompletion } from './commands/completion.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Host } from './options.ts';
import { painter, type Terminal } from './terminal.ts';

/** Commands of one heading in the help. */
export interface CommandGroup {
  readonly heading: string;
  readonly commands: readonly ((host: Host) => Command)[];
}

/** The program with its commands. `settle` receives the exit code of the command that ran. */
export function createProgram(
  terminal: Terminal,
  version: string,
  groups: readonly CommandGroup[],
  settle: (code: ExitCode) => void,
): Command {
  const paint = painter(terminal.stdout);
  const host: Host = {
    terminal,
    version,
    act:
      (work) =>
      async (...args) =>
        settle(await work(...args)),
  };
  const program = new Command('foedera')
    .description('A ledger of how relations between states evolve: timeline and changes over one log of dated facts.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .configureHelp({
      helpWidth: 100,
      styleTitle: (text) => paint('bold', text),
      // Every command has options: saying so each time only costs width.
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  for (const { heading, commands } of groups) {
    program.commandsGroup(heading);
    for (const make of commands) {
      const command = make(host);
      inherit(command, program);
      program.addCommand(command);
    }
  }
  program.commandsGroup('Shell:');
  addCompletion(program);
  return program;
}

/** A command made on its own takes over how its parent prints and ends, and so do its own commands. */
function inherit(command: Command, from: Command): void {
  command.copyInheritedSettings(from);
  for (const one of command.commands) inherit(one, command);
}

function argumentTerm(argument: Argument): string {
  const term = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${term}>` : `[${term}]`;
}

/** Exit code of what commander throws instead of ending the process. */
export function exitCodeOf(error: CommanderError): ExitCode {
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
