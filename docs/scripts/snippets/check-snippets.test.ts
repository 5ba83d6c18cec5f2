import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { missingChromium } from '@firsthandapi/test-support/chromium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docsFolder } from '../pages/paths.ts';
import { checkTypes } from './check-types.ts';
import { runSnippets } from './run-snippets.ts';
import { snippetsOf } from './snippet.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(`${docsFolder}/.snippets-test-`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function snippetsIn(markdown: string) {
  const { snippets } = snippetsOf('page.md', markdown);
  for (const { fileName, source } of snippets) await writeFile(`${folder}/${fileName}`, source);
  return snippets;
}

describe('checking snippets', () => {
  it('reports a call that the packages do not have, with its line of the page', async () => {
    const snippets = await snippetsIn(`# A

\`\`\`ts
import { FirstHandClient } from '@firsthandapi/sdk';

const client = new FirstHandClient();
await client.makeJob();
\`\`\`
`);
    expect(checkTypes(snippets, folder)).toEqual([
      {
        file: 'page.md',
        line: 7,
        message: "TS2339: Property 'makeJob' does not exist on type 'FirstHandClient'.",
      },
    ]);
  });

  it('reports a snippet that throws, one with another output, and one that reaches the network', async () => {
    const snippets = await snippetsIn(`
\`\`\`ts run
throw new Error('no such luck');
\`\`\`

\`\`\`ts run
console.log('one');
\`\`\`

\`\`\`text output
two
\`\`\`

\`\`\`ts run
await fetch('https://elsewhere.example/');
\`\`\`
`);
    const problems = await runSnippets(snippets, folder);
    expect(problems.map(({ message }) => message.split('\n').slice(0, 2).join(' ')).sort()).toEqual(
      [
        expect.stringContaining(
          'Error: Snippets must not send requests to https://elsewhere.example/',
        ),
        expect.stringContaining('no such luck'),
        'prints one',
      ],
    );
  });

  it.each(['vitest', '@jest/globals'])('reports a failing %s test', async (runner) => {
    const snippets = await snippetsIn(`
\`\`\`ts run
import { expect, test } from '${runner}';
test('adds up', () => {
  expect(1 + 1).toBe(3);
});
\`\`\`
`);
    const [problem] = await runSnippets(snippets, folder);
    expect(problem?.message).toMatch(/^fails: .*Error[\s\S]*expected/i);
  });

  it.skipIf(missingChromium() !== undefined)('runs a snippet for a page in Chromium', async () => {
    const snippets = await snippetsIn(`
\`\`\`ts run
import { setupWorker } from 'msw/browser';
console.log(typeof setupWorker, document.title);
throw new Error('no such page');
\`\`\`
`);
    const [problem, ...others] = await runSnippets(snippets, folder);
    expect(problem?.message).toContain('Error: no such page');
    expect(others).toEqual([]);
  });

  it('starts the server that a snippet expects, with a key', async () => {
    const snippets = await snippetsIn(`
\`\`\`ts run
const headers = { Authorization: \`Bearer \${process.env.FIRSTHAND_API_KEY}\` };
const response = await fetch('http://127.0.0.1:8080/v1/organization/settings', { headers });
console.log(response.status);
\`\`\`

\`\`\`text output
200
\`\`\`
`);
    expect(await runSnippets(snippets, folder)).toEqual([]);
  });

  it('accepts a snippet that prints its output against the sandbox', async () => {
    const snippets = await snippetsIn(`
\`\`\`ts run
import { FirstHandClient } from '@firsthandapi/sdk';
console.log((await new FirstHandClient().listJobs()).object);
\`\`\`

\`\`\`text output
list
\`\`\`
`);
    expect(checkTypes(snippets, folder)).toEqual([]);
    expect(await runSnippets(snippets, folder)).toEqual([]);
  });
});
