import { expect, test } from 'vitest';
import { runServedSnippets } from './run-served-snippets.ts';

async function problemsOf(...lines: string[]): Promise<readonly string[]> {
  const { problems } = await runServedSnippets([{ page: 'page.md', markdown: lines.join('\n') }]);
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

test('runs Python and shell blocks against a sandbox, and compares what they print', async () => {
  const program = [
    'from firsthandapi import FirstHandClient',
    'print(len(FirstHandClient().list_jobs().data))',
  ];
  const request =
    'curl -sf https://api.firsthandapi.com/v1/jobs -H "Authorization: Bearer x" || echo 401';
  expect(
    await problemsOf(
      ...['```python run', ...program, '```', '', '```text output', '0', '```', ''],
      ...['```sh run', request, '```', '', '```text output', '401', '```', ''],
      ...['```python run', 'print(1)', '```', '', '```text output', '2', '```'],
    ),
  ).toEqual(['19: prints\n1\ninstead of\n2']);
});

test('names the line of a block that fails', async () => {
  const [failed] = await problemsOf('```python run', 'import os', 'os.environ["NONE"]', '```');
  expect(failed).toMatch(/^3: fails: [\s\S]*KeyError: 'NONE'/);
});

test('checks the syntax of blocks that are not run', async () => {
  const [python, shell] = await problemsOf('```python', 'def', '```', '', '```sh', 'if', '```');
  expect(python).toMatch(/SyntaxError/);
  expect(shell).toMatch(/syntax error/);
});

test('runs a test in Python against a sandbox that it controls', async () => {
  const program = [
    'import os',
    'import urllib.request',
    '',
    '',
    'def test_sees_its_world():',
    '    request = urllib.request.Request(',
    '        os.environ["FIRSTHAND_BASE_URL"] + "/_sandbox/worlds/default",',
    '        headers={"X-Sandbox-Token": "letmein"},',
    '    )',
    '    with urllib.request.urlopen(request) as response:',
    '        assert response.status == 201',
  ];
  const [failed, ...others] = await problemsOf('```python run', ...program, '```');
  expect(failed).toMatch(/^12: fails: [\s\S]*assert 200 == 201/);
  expect(others).toEqual([]);
});

test('reports an output of a block that is not run', async () => {
  expect(
    await problemsOf('```python', 'print(1)', '```', '', '```text output', '1', '```'),
  ).toEqual(['1: shows an output but is not marked `run`']);
});
