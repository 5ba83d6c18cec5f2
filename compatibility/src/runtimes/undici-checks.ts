import { type Check, NotSupported } from '../harness/check.ts';
import type { Program } from '../programs/program.ts';
import { isAtLeast } from './oldest-allowed.ts';
import { nodeChecks } from './process-checks.ts';

/** The main job over one version of undici, on those of the Node versions that this version runs on. */
export interface UndiciProgram {
  readonly program: Program;
  readonly version: string;
  /** What undici says in its own `engines`. */
  readonly oldestNode: string;
}

/** The main job over undici on every Node version given, in both module formats. */
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
