import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsFolder } from '../paths.ts';
import type { Problem } from '../problem.ts';
import { pageLineOf, type Snippet } from './snippet.ts';

const SANDBOX = new URL('./sandbox-for-snippet.ts', import.meta.url).href;
const VITEST_CONFIG = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
const PATIENCE_MS = 30_000;
const AT_ONCE = 2;

/** Runs the snippets marked `run` against the sandbox, tests with Vitest and the others with Node. */
export async function runSnippets(
  snippets: readonly Snippet[],
  folder: string,
): Promise<Problem[]> {
  const marked = snippets.filter(({ isRun }) => isRun);
  const scripts = marked.filter(({ isTest }) => !isTest).values();
  const problems: Problem[] = [];
  const work = async () => {
    for (const snippet of scripts) problems.push(...(await runScript(snippet, folder)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const tests = marked.filter(({ isTest }) => isTest);
  return [...problems, ...(await runTests(tests, folder))];
}

async function runScript(snippet: Snippet, folder: string): Promise<Problem[]> {
  const { page, block, fileName } = snippet;
  // What a snippet downloads belongs nowhere.
  const scratch = await mkdtemp(join(tmpdir(), 'firsthandapi-snippet-'));
  try {
    // One that brings a sandbox of its own is not to find another one in its way.
    const preload = snippet.source.includes("from '@firsthandapi/sandbox")
      ? []
      : ['--import', SANDBOX];
    const { code, stdout, stderr } = await run([...preload, `${folder}/${fileName}`], scratch);
    if (code !== 0) {
      const [, line] = new RegExp(`${fileName}:(\\d+)`).exec(stderr) ?? [];
      const at = line === undefined ? block.line : pageLineOf(snippet, Number(line));
      return [{ file: page, line: at, message: `does not run: ${essence(stderr || stdout)}` }];
    }
    if (block.output === undefined || stdout.trim() === block.output.trim()) return [];
    return [
      {
        file: page,
        line: block.line,
        message: `prints\n${stdout.trim()}\ninstead of\n${block.output.trim()}`,
      },
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runTests(tests: readonly Snippet[], folder: string): Promise<Problem[]> {
  if (tests.length === 0) return [];
  const vitest = `${docsFolder}/node_modules/vitest/vitest.mjs`;
  const files = tests.map(({ fileName }) => `${folder}/${fileName}`);
  const report = `${folder}/results.json`;
  const options = ['--config', VITEST_CONFIG, '--root', folder, '--reporter', 'json'];
  const { stderr } = await run(
    [vitest, 'run', ...options, '--outputFile', report, ...files],
    folder,
  );
  const results = await readResults(report);
  return tests.flatMap(({ page, block, fileName }): Problem[] => {
    const result = results.find(({ name }) => name.endsWith(`/${fileName}`));
    if (result?.status === 'passed') return [];
    const failed = result?.assertionResults.flatMap((each) => each.failureMessages ?? []) ?? [];
    const message = failed[0] ?? result?.message ?? (stderr || 'was not run');
    return [{ file: page, line: block.line, message: `does not pass: ${essence(message)}` }];
  });
}

interface TestFileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { readonly failureMessages?: readonly string[] }[];
}

/** Nothing, when Vitest did not come far enough to write them. */
async function readResults(file: string): Promise<readonly TestFileResult[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text).testResults ?? [];
}

/** What an error says, without its stack and what a runner prints round it. */
function essence(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  const start = Math.max(
    0,
    lines.findIndex((line) => /^\s*\w*Error\b/.test(line)),
  );
  return lines.slice(start, start + 6).join('\n');
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(options: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, options, {
      cwd,
      timeout: PATIENCE_MS,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
