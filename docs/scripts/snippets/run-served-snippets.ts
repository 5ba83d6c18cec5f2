import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '@firsthandapi/sandbox/serve';
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
const ADDRESS = 'https://api.firsthandapi.com';

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
  const problems: Problem[] = [];
  for (const { page, block, interpreter } of blocks) {
    const isRun = hasMark(block, 'run');
    try {
      problems.push(...(await tryBlock(page, block, interpreter, isRun)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      console.warn(`NOT CHECKED: ${page}:${block.line} needs ${interpreter.command}`);
    }
  }
  return { problems, run: blocks.filter(({ block }) => hasMark(block, 'run')).length };
}

async function tryBlock(
  page: string,
  block: CodeBlock,
  { command, fileName, check }: Interpreter,
  isRun: boolean,
): Promise<Problem[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'firsthandapi-snippet-'));
  const server = isRun ? await serveSandbox({ clock: 'auto' }) : undefined;
  try {
    const code = server === undefined ? block.code : block.code.replaceAll(ADDRESS, server.url);
    await writeFile(join(scratch, fileName), code);
    const world = await server?.sandbox.defaultWorld();
    const environment = {
      FIRSTHAND_API_KEY: world?.apiKey ?? '',
      FIRSTHAND_BASE_URL: server?.url ?? '',
      FIRSTHAND_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
      PYTHONPATH: join(rootFolder, 'python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
    };
    const strict = command === 'bash' ? ['-euo', 'pipefail', fileName] : ['-W', 'error', fileName];
    const outcome = await runCommand(command, isRun ? strict : check, scratch, environment);
    return problemsOf(page, block, outcome, isRun);
  } finally {
    await server?.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function problemsOf(
  page: string,
  block: CodeBlock,
  { code, stdout, stderr }: { code: number | null; stdout: string; stderr: string },
  isRun: boolean,
): Problem[] {
  if (code !== 0) {
    const [, line = '1'] = /snippet\.\w+"?,? line (\d+)/.exec(stderr) ?? [];
    const message = `fails: ${(stderr || stdout).trim().split('\n').slice(-4).join('\n')}`;
    return [{ file: page, line: pageLineOf(block, Number(line)), message }];
  }
  if (!isRun || block.output === undefined || stdout.trim() === block.output.trim()) return [];
  const message = `prints\n${stdout.trim()}\ninstead of\n${block.output.trim()}`;
  return [{ file: page, line: block.line, message }];
}
