import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingChromium } from '@firsthandapi/test-support/chromium';
import type { Problem } from '../report/problem.ts';
import { runInPage } from './run-in-page.ts';
import { essence, type Outcome, runNode } from './run-process.ts';
import { runTests } from './run-tests.ts';
import { serverForSnippet } from './server-for-snippet.ts';
import { pageLineOf, type Snippet } from './snippet.ts';

const SANDBOX = new URL('./sandbox-for-snippet.ts', import.meta.url).href;
const REDIRECT = new URL('./redirect-for-snippet.ts', import.meta.url).href;
const CHROMIUM = new URL('./chromium-for-snippet.ts', import.meta.url).href;
const AT_ONCE = 2;

/** Runs the snippets marked `run` against the sandbox: tests with their test runner, the others with Node. */
export async function runSnippets(
  snippets: readonly Snippet[],
  folder: string,
): Promise<Problem[]> {
  const marked = snippets.filter(({ isRun }) => isRun);
  const scripts = marked.filter(({ runner }) => runner === 'node').values();
  const problems: Problem[] = [];
  const work = async () => {
    for (const snippet of scripts) problems.push(...(await runScript(snippet, folder)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...problems, ...(await runTests(marked, folder))];
}

async function runScript(snippet: Snippet, folder: string): Promise<Problem[]> {
  const { page, block, fileName } = snippet;
  const outcome = await outcomeOf(snippet, folder);
  if (outcome === undefined) return [];
  const { code, stdout, stderr } = outcome;
  if (code !== 0) {
    const [, line] = new RegExp(`${fileName}:(\\d+)`).exec(stderr) ?? [];
    const at = line === undefined ? block.line : pageLineOf(snippet, Number(line));
    return [{ file: page, line: at, message: `fails: ${essence(stderr || stdout)}` }];
  }
  if (block.output === undefined || stdout.trim() === block.output.trim()) return [];
  const message = `prints\n${stdout.trim()}\ninstead of\n${block.output.trim()}`;
  return [{ file: page, line: block.line, message }];
}

/** Runs a snippet where it belongs; undefined without the browser that it needs. */
async function outcomeOf(snippet: Snippet, folder: string): Promise<Outcome | undefined> {
  const { page, block, fileName, source } = snippet;
  const isForPage = source.includes("from 'msw/browser'");
  const launches = source.includes("from 'playwright-core'");
  const missing = isForPage || launches ? missingChromium() : undefined;
  if (missing !== undefined) {
    console.warn(`NOT CHECKED: ${page}:${block.line} needs Chromium: ${missing}`);
    return undefined;
  }
  const file = `${folder}/${fileName}`;
  return isForPage ? runInPage(file) : runInNode(source, file, launches ? [CHROMIUM] : []);
}

async function runInNode(
  source: string,
  file: string,
  preloads: readonly string[],
): Promise<Outcome> {
  // Snippets download files into the current folder.
  const scratch = await mkdtemp(join(tmpdir(), 'firsthandapi-snippet-'));
  const server = await serverForSnippet(source, scratch);
  try {
    // A snippet with its own sandbox, or with a server, must not use the preloaded sandbox.
    const own = server !== undefined || source.includes("from '@firsthandapi/sandbox");
    const all = [
      ...preloads,
      ...(own ? [] : [SANDBOX]),
      ...(server === undefined ? [] : [REDIRECT]),
    ];
    const parameters = all.flatMap((preload) => ['--import', preload]);
    return await runNode([...parameters, file], scratch, server?.environment);
  } finally {
    await server?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
