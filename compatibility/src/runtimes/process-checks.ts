import { join } from 'node:path';
import type { Check } from '../harness/check.ts';
import { runCommand } from '../harness/run-command.ts';
import { cachedPackage } from '../harness/runtime-cache.ts';
import type { ModuleFormat } from '../programs/compile-programs.ts';
import type { Program } from '../programs/program.ts';
import { BUN_VERSION, DENO_VERSION } from '../versions.ts';

/** Timeout of one program. */
const PROGRAM_TIMEOUT = 60_000;

/** A runtime that runs a file as a process. */
interface ProcessRuntime {
  readonly name: string;
  readonly version: string;
  /** The npm package that contains it. */
  readonly package: 'node' | 'bun' | 'deno';
  /** The binary's path in the package. */
  readonly binary: string;
  /** The parameters before the file, with no more permissions than the program needs. */
  parameters(project: string): readonly string[];
}

const DENO: ProcessRuntime = {
  name: 'Deno',
  version: DENO_VERSION,
  package: 'deno',
  binary: 'deno',
  parameters: (project) => [
    'run',
    '--no-prompt',
    '--no-remote',
    '--allow-net=127.0.0.1',
    `--allow-read=${project}`,
    `--allow-write=${project}`,
  ],
};

const BUN: ProcessRuntime = {
  name: 'Bun',
  version: BUN_VERSION,
  package: 'bun',
  binary: 'bin/bun.exe',
  parameters: () => ['run'],
};

const nodeRuntime = (version: string): ProcessRuntime => ({
  name: 'Node',
  version,
  package: 'node',
  binary: 'bin/node',
  parameters: () => [],
});

/** Checks a program on each Node version, in both module formats. */
export function nodeChecks(program: Program, versions: readonly string[]): Check[] {
  return versions.flatMap((version) => processChecks(program, nodeRuntime(version)));
}

/** Checks a program on Bun and Deno, in both module formats. */
export function bunAndDenoChecks(program: Program): Check[] {
  return [BUN, DENO].flatMap((runtime) => processChecks(program, runtime));
}

function processChecks(program: Program, runtime: ProcessRuntime): Check[] {
  return (['ESM', 'CJS'] as const).map((format) => ({
    cells: [`${runtime.name} ${runtime.version}`, format, program.name],
    run: () => runProgram(program, runtime, format),
  }));
}

async function runProgram(
  { project: { folder }, files, answer, surround }: Program,
  runtime: ProcessRuntime,
  format: ModuleFormat,
): Promise<string> {
  const binary = join(await cachedPackage(runtime.package, runtime.version), runtime.binary);
  const output = await surround(folder, (settings) =>
    runCommand(binary, [...runtime.parameters(folder), files[format], JSON.stringify(settings)], {
      cwd: folder,
      timeout: PROGRAM_TIMEOUT,
      // The key is passed to the program; one in the environment must not be used.
      environment: { FIRSTHAND_API_KEY: undefined, NODE_OPTIONS: undefined, NO_COLOR: '1' },
    }),
  );
  if (output.trim() !== answer)
    throw new Error(`printed ${JSON.stringify(output)} instead of ${answer}`);
  return '';
}
