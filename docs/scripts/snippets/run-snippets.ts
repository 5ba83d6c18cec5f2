import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxServer, serveSandbox } from '@firsthandapi/sandbox/serve';
import type { Problem } from '../report/problem.ts';
import { essence, runNode } from './run-process.ts';
import { runTests } from './run-tests.ts';
import { pageLineOf, type Snippet } from './snippet.ts';

const SANDBOX = new URL('./sandbox-for-snippet.ts', import.meta.url).href;
const REDIRECT = new URL('./redirect-for-snippet.ts', import.meta.url).href;
/** Where the guides serve a sandbox. */
const SERVED_AT = 'http://127.0.0.1:4010';
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

/** Serves the sandbox to a snippet that expects one, as the page tells its reader to, but on a free port. */
async function serverFor({ source }: Snippet): Promise<SandboxServer | undefined> {
  if (!source.includes(SERVED_AT)) return undefined;
  return serveSandbox({ controlToken: 'letmein', clock: 'manual' });
}

async function runScript(snippet: Snippet, folder: string): Promise<Problem[]> {
  const { page, block, fileName } = snippet;
  // Snippets download files into the current folder.
  const scratch = await mkdtemp(join(tmpdir(), 'firsthandapi-snippet-'));
  const server = await serverFor(snippet);
  try {
    // A snippet with its own sandbox must not use the preloaded one.
    const preload = snippet.source.includes("from '@firsthandapi/sandbox")
      ? []
      : ['--import', SANDBOX];
    if (server !== undefined) preload.push('--import', REDIRECT);
    const { code, stdout, stderr } = await runNode(
      [...preload, `${folder}/${fileName}`],
      scratch,
      server === undefined ? {} : { SNIPPET_SERVER: server.url },
    );
    if (code !== 0) {
      const [, line] = new RegExp(`${fileName}:(\\d+)`).exec(stderr) ?? [];
      const at = line === undefined ? block.line : pageLineOf(snippet, Number(line));
      return [{ file: page, line: at, message: `fails: ${essence(stderr || stdout)}` }];
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
    await server?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
