import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocksOf } from '@firsthandapi/test-support/markdown-code-blocks';
import { expect, test } from 'vitest';
import { COMMON_OPTIONS } from '../src/command/common-options.ts';
import { EXIT } from '../src/command/exit-code.ts';
import { parseArguments } from '../src/command/parse-arguments.ts';
import { operationOptions } from '../src/operations/operation-options.ts';
import { findCommand } from '../src/program/find-command.ts';
import { main } from '../src/program/main.ts';
import { fakeContext } from '../src/testing/fake-context.ts';
import { startRecordingServer } from '../src/testing/recording-server.ts';

const PAGES = ['../README.md', '../../../docs/guides/cli.md'];
const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/cli.md'), 'utf8');

/** Splits a command line at spaces, as a shell does, without what follows the command. */
function split(line: string): string[] {
  const words = line.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [];
  const end = words.findIndex((word) => /^[#|&)]/.test(word));
  return words
    .slice(0, end < 0 ? words.length : end)
    .map((word) => word.replace(/^(['"])(.*)\1$/, '$2').replace(/\)"?$/, ''));
}

const commands = PAGES.flatMap((page) =>
  codeBlocksOf(readFileSync(join(import.meta.dirname, page), 'utf8'))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').match(/(?<=^|\()firsthand .*/gm) ?? []),
).map(split);

test('finds the commands of the README and the guide', () => {
  expect(commands.length).toBeGreaterThan(20);
});

test.each(commands)('knows the documented command: %s %s %s %s %s %s', async (...words) => {
  const found = await findCommand(words.slice(1));
  if (found.kind === 'none') throw new Error('there is no such command');
  const options =
    found.kind === 'operation'
      ? operationOptions(found.operation)
      : [...(await found.command.load()).options, ...COMMON_OPTIONS];
  if (found.kind === 'command' && found.command.takesAll) return;
  expect(() => parseArguments(found.parameters, options, found.words)).not.toThrow();
});

test('sends the documented job', async () => {
  const [job = []] = commands.filter((words) => words.includes('create'));
  const { url, requests } = await startRecordingServer(() => ({
    body: { id: 'job_1', status: 'cancelled' },
  }));
  const context = fakeContext({ FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE', FIRSTHAND_BASE_URL: url });
  await main(job.slice(1, job.indexOf('--wait')), context);
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    type: 'data_collection',
    description: 'A coffee cup on a table, seen from above.',
    files_needed: 5,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
});

test('documents every exit code', () => {
  const documented = [...guide.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(documented.toSorted((one, other) => one - other)).toEqual(Object.values(EXIT));
});
