import { type Check, NotSupported } from '../harness/check.ts';
import type { Program } from '../programs/program.ts';
import { isAtLeast } from './oldest-allowed.ts';
import { nodeChecks } from './process-checks.ts';

/** Checks the main flow over one version of undici, on the Node versions that it supports. */
export interface UndiciProgram {
  readonly program: Program;
  readonly version: string;
  /** undici's own `engines`. */
  readonly oldestNode: string;
}

/** Checks the main flow over undici on each Node version, in both module formats. */
export function undiciChecks(
  { program, version, oldestNode }: UndiciProgram,
  nodeVersions: readonly string[],
): Check[] {
  return nodeVersions.flatMap((node) => {
    if (isAtLeast(node, oldestNode)) return nodeChecks(program, [node]);
    const reason = `undici ${version} needs Node ${oldestNode}`;
    return { cells: [`Node ${node}`, 'ESM, CJS', program.name], run: () => refuse(reason) };
  });
}

async function refuse(reason: string): Promise<string> {
  throw new NotSupported(reason);
}
