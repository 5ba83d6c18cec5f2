import { fileURLToPath } from 'node:url';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';

/** Builds the wheel and the source distribution of the Python client, and checks both. */
export async function isPythonFit(folder: string): Promise<boolean> {
  const program = fileURLToPath(new URL('../../python/check-distributions', import.meta.url));
  try {
    console.log(await runCommand(program, [folder]));
    return true;
  } catch (error) {
    console.error(`\nPython client: ${(error as Error).message}`);
    return false;
  }
}
