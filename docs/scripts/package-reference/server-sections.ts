import { cell, paragraphs, table } from '../api-reference/markdown.ts';

/**
 * Returns the sections about the server's command line, made from its own `help`, so that they list exactly what the
 * program accepts.
 *
 * @throws Error when the text has no commands or no settings
 */
export function serverSections(help: string): string[] {
  const [commandText = '', settingText = ''] = help.split('Environment:');
  const commands = [...commandText.matchAll(/^ {2}([a-z][^\n]*?) {2,}(\S[^\n]*)$/gm)];
  const settings = [...settingText.matchAll(/^ {2}(\w+)\s+(.+) \[(.+)\]$/gm)];
  if (commands.length === 0 || settings.length === 0) {
    throw new Error('firsthandapi-server help: expected commands and settings');
  }
  return [
    paragraphs([
      '## Commands',
      table(
        ['`firsthandapi-server …`', 'Description'],
        commands.map(([, command = '', about = '']) => [`\`${command}\``, cell(about)]),
      ),
    ]),
    paragraphs([
      '## Settings',
      'Environment variables, read once at startup.',
      table(
        ['Variable', 'Meaning', 'Default'],
        settings.map(([, name, about = '', standard]) => [
          `\`${name}\``,
          cell(about),
          `\`${standard}\``,
        ]),
      ),
    ]),
    paragraphs([
      '## HTTP',
      'The server serves the [API](/api/) under `/v1`. Health, metrics and its own reference are described under ' +
        '[health, metrics, logs](/guides/self-hosting#health-metrics-logs).',
    ]),
  ];
}
