import { settings } from '../settings/all-settings.ts';
import { EXAMPLES } from './backups/backup-arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';

/** Returns the text of `help`: every command with an example of it, and every variable of the environment. */
export function help(): string {
  const lines = Object.entries(commands).map(([name, command]) => describe(name, command));
  const variables = Object.entries(settings).map(
    ([name, { meaning, default: standard }]) => `  ${name.padEnd(22)} ${meaning} [${standard}]`,
  );
  return `firsthandapi-server [command] | help | --version\n\n${lines.join('\n')}\n\nEnvironment:\n\n${variables.join('\n')}\n`;
}

function describe(name: string, { takes, help }: Command): string {
  const usage = takes === undefined ? '' : indented(`${name} ${takes}`);
  const example = EXAMPLES[name] === undefined ? '' : indented(`example: ${EXAMPLES[name]}`);
  return `  ${name.padEnd(18)} ${help}${usage}${example}`;
}

function indented(text: string): string {
  return `\n  ${' '.repeat(18)} ${text}`;
}
