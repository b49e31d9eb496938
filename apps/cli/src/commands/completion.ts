import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/** Adds `foedera completion SHELL` and the hidden command that the printed script calls. Commands come first. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
  const added = program.commands.find((command) => command.name() === 'completion');
  added?.description('print a completion script: zsh, bash, fish or powershell');
}
