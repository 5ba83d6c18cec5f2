import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { docsFolder } from '../pages/paths.ts';
import type { Problem } from '../report/problem.ts';
import { essence, runNode } from './run-process.ts';
import type { Snippet } from './snippet.ts';

const VITEST_CONFIG = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
const STRIP_TYPES = fileURLToPath(new URL('./strip-types-for-jest.ts', import.meta.url));
const JEST = fileURLToPath(import.meta.resolve('jest/bin/jest'));

/** Returns the parameters of a test runner that writes a report in Jest's format. */
type Runner = (folder: string, report: string) => readonly string[];

const vitest: Runner = (folder, report) => [
  `${docsFolder}/node_modules/vitest/vitest.mjs`,
  'run',
  ...['--config', VITEST_CONFIG, '--root', folder],
  ...['--reporter', 'json', '--outputFile', report],
];

const jest: Runner = (folder, report) => [
  '--experimental-vm-modules',
  JEST,
  ...['--config', JSON.stringify(jestConfig(folder)), '--json', '--outputFile', report],
  '--runTestsByPath',
];

function jestConfig(rootDir: string) {
  return {
    rootDir,
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': STRIP_TYPES },
    maxWorkers: 2,
  };
}

/** Runs snippets that are tests, each with the test runner that it imports. */
export async function runTests(snippets: readonly Snippet[], folder: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [runner, start] of Object.entries({ vitest, jest })) {
    const own = snippets.filter((snippet) => snippet.runner === runner);
    const report = `${folder}/${runner}.json`;
    problems.push(...(await runAll(own, start(folder, report), folder, report)));
  }
  return problems;
}

async function runAll(
  snippets: readonly Snippet[],
  parameters: readonly string[],
  folder: string,
  report: string,
): Promise<Problem[]> {
  if (snippets.length === 0) return [];
  const files = snippets.map(({ fileName }) => `${folder}/${fileName}`);
  // Opens the sandbox's window on any free port, where a snippet may open it.
  const { stderr } = await runNode([...parameters, ...files], folder, { SANDBOX_WINDOW: '0' });
  const results = await readResults(report);
  return snippets.flatMap(({ page, block, fileName }): Problem[] => {
    const result = results.find(({ name }) => name.endsWith(`/${fileName}`));
    if (result?.status === 'passed') return [];
    const failed = result?.assertionResults.flatMap((each) => each.failureMessages ?? []) ?? [];
    const message = failed[0] || result?.message || stderr || 'was not run';
    return [{ file: page, line: block.line, message: `fails: ${essence(message)}` }];
  });
}

interface TestFileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { readonly failureMessages?: readonly string[] }[];
}

/** Returns nothing if the test runner failed before it wrote the report. */
async function readResults(file: string): Promise<readonly TestFileResult[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text).testResults ?? [];
}
