import type { Command } from '../command/command.ts';
import { EXIT } from '../command/exit-code.ts';
import { UsageError } from '../command/usage-error.ts';
import { completionScripts, type Shell } from './completion-script.ts';

export const command: Command = {
  summary: 'Print completion for bash, zsh or fish',
  description: `Put it into the shell's start file:

  bash  ~/.bashrc                     eval "$(firsthand completion bash)"
  zsh   ~/.zshrc, after compinit      eval "$(firsthand completion zsh)"
  fish  ~/.config/fish/config.fish    firsthand completion fish | source`,
  takes: ['bash|zsh|fish'],
  options: [],
  example: 'completion bash',
  async run({ positionals: [shell = ''] }, { stdout }) {
    if (!Object.hasOwn(completionScripts, shell)) {
      throw new UsageError(`There is no completion for '${shell}'; pass bash, zsh or fish`);
    }
    stdout.write(completionScripts[shell as Shell]);
    return EXIT.success;
  },
};
