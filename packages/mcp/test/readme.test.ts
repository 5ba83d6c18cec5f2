import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HELP } from '../src/cli/cli-options.ts';
import { TOOLS } from '../src/tools/tools.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');
const guide = read('../../../docs/guides/mcp.md');

describe.each([
  ['the README', readme],
  ['the guide', guide],
])('%s', (_name, page) => {
  test.each(TOOLS)('lists the tool $name with its scopes', ({ name, scopes }) => {
    const row = page
      .split('\n')
      .find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
    for (const scope of scopes) expect(row).toContain(`\`${scope}\``);
  });

  test('has configuration that can be pasted', () => {
    const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    expect(blocks.length).toBeGreaterThan(0);
    for (const code of blocks) expect(JSON.parse(code).mcpServers).toHaveProperty('firsthandapi');
  });
});

test('describes the options of the program in the README as its help does', () => {
  const options = [...HELP.matchAll(/^ {2}(--[\w-]+ <\w+>|FIRSTHAND_\w+)/gm)].map(
    ([, name = '']) => name,
  );
  expect(options).toHaveLength(4);
  for (const name of options) expect(readme).toContain(`| \`${name}\` |`);
});

test.each(['--max-spend-cents', '--download-folder', 'FIRSTHAND_API_KEY', 'FIRSTHAND_BASE_URL'])(
  'shows in the guide where %s goes',
  (name) => {
    expect(HELP).toContain(name);
    expect(guide).toMatch(new RegExp(`"(args|env)": [[{].*"${name}"`));
  },
);
