import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxServer, serveSandbox } from '@firsthandapi/sandbox/serve';
import {
  type CodeBlock,
  codeBlocksOf,
  hasMark,
  pageLineOf,
} from '@firsthandapi/test-support/markdown-code-blocks';
import { rootFolder } from '../pages/paths.ts';
import type { Problem } from '../report/problem.ts';
import { runCommand } from './run-process.ts';

/** What runs the blocks of a language, which reach the sandbox over HTTP. */
interface Interpreter {
  readonly command: string;
  readonly fileName: string;
  /** Parameters that check a file without running it. */
  readonly check: readonly string[];
}

const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  python: {
    command: 'python3',
    fileName: 'snippet.py',
    check: ['-c', 'import ast; ast.parse(open("snippet.py").read())'],
  },
  sh: { command: 'bash', fileName: 'snippet.sh', check: ['-n', 'snippet.sh'] },
};
/** Where the pages say that the service is, and a sandbox that their reader serves. */
const ADDRESSES = /https:\/\/api\.firsthandapi\.com|http:\/\/127\.0\.0\.1:4010/g;
/** The token with which the pages control a served sandbox. */
const CONTROL_TOKEN = 'letmein';
const AT_ONCE = 2;
const TESTS = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];

/** A page with its text. */
export interface Page {
  readonly page: string;
  readonly markdown: string;
}

/**
 * Checks the syntax of Python and shell blocks, and runs those marked `run`, each against a sandbox of its own on this
 * machine, with the Python package of this repository. Without the interpreter, says so and checks nothing.
 */
export async function runServedSnippets(
  pages: readonly Page[],
): Promise<{ readonly problems: readonly Problem[]; readonly run: number }> {
  const blocks = pages.flatMap(({ page, markdown }) =>
    codeBlocksOf(markdown).flatMap((block) => {
      const interpreter = INTERPRETERS[block.language];
      return interpreter === undefined ? [] : [{ page, block, interpreter }];
    }),
  );
  const problems: Problem[][] = [];
  const queue = blocks.entries();
  const work = async () => {
    for (const [place, { page, block, interpreter }] of queue) {
      problems[place] = await checkBlock(page, block, interpreter);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    problems: problems.flat(),
    run: blocks.filter(({ block }) => hasMark(block, 'run')).length,
  };
}

async function checkBlock(
  page: string,
  block: CodeBlock,
  interpreter: Interpreter,
): Promise<Problem[]> {
  try {
    return await tryBlock(page, block, interpreter, hasMark(block, 'run'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.warn(`NOT CHECKED: ${page}:${block.line} needs ${interpreter.command}`);
    return [];
  }
}

async function tryBlock(
  page: string,
  block: CodeBlock,
  { command, fileName, check }: Interpreter,
  isRun: boolean,
): Promise<Problem[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'firsthandapi-snippet-'));
  const server = isRun ? await serverFor(block) : undefined;
  try {
    const code = server === undefined ? block.code : block.code.replaceAll(ADDRESSES, server.url);
    await writeFile(join(scratch, fileName), code);
    const world = await server?.sandbox.defaultWorld();
    const environment = {
      FIRSTHAND_API_KEY: world?.apiKey ?? '',
      FIRSTHAND_LIVE_KEY: world?.liveKey ?? '',
      FIRSTHAND_BASE_URL: server?.url ?? '',
      FIRSTHAND_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
      PYTHONPATH: join(rootFolder, 'python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
      PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1',
    };
    const parameters = isRun ? [...strictly(command, block), fileName] : check;
    const outcome = await runCommand(command, parameters, scratch, environment);
    return problemsOf(page, block, outcome, isRun);
  } finally {
    await server?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Serves a sandbox as the page tells its reader to: one that the block controls has a clock that it moves. */
function serverFor({ code }: CodeBlock): Promise<SandboxServer> {
  return code.includes(CONTROL_TOKEN)
    ? serveSandbox({ clock: 'manual', controlToken: CONTROL_TOKEN })
    : serveSandbox({ clock: 'auto' });
}

function strictly(command: string, { code }: CodeBlock): string[] {
  if (command === 'bash') return ['-euo', 'pipefail'];
  return ['-W', 'error', ...(/^def test_/m.test(code) ? TESTS : [])];
}

function problemsOf(
  page: string,
  block: CodeBlock,
  { code, stdout, stderr }: { code: number | null; stdout: string; stderr: string },
  isRun: boolean,
): Problem[] {
  if (code !== 0) {
    const said = (stderr || stdout).trim();
    const [, line = '1'] = /snippet\.\w+(?:"?[,:]? line |:)(\d+)/.exec(said) ?? [];
    const message = `fails: ${said.split('\n').slice(-4).join('\n')}`;
    return [{ file: page, line: pageLineOf(block, Number(line)), message }];
  }
  if (block.output === undefined) return [];
  if (!isRun) {
    return [
      { file: page, line: block.line - 1, message: 'shows an output but is not marked `run`' },
    ];
  }
  if (stdout.trim() === block.output.trim()) return [];
  const message = `prints\n${stdout.trim()}\ninstead of\n${block.output.trim()}`;
  return [{ file: page, line: block.line, message }];
}
