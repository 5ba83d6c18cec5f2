import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program of Node to its end, and ends what it started with it.
 *
 * @returns how it ended, unless well
 */
export async function runProgram(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  // A group of its own: the servers of a program that fails would go on without it.
  const options = { env: { ...environment }, stdio: 'inherit', detached: true } as const;
  const child = spawn(process.execPath, [file], options);
  const interrupt = () => {
    stopGroup(child);
    process.exit(1);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const [code, signal] = await once(child, 'exit');
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  stopGroup(child);
  return code === 0 ? undefined : `ended with ${signal ?? `status ${code}`}`;
}

function stopGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch (error) {
    // Nothing is left of it, as it should be.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
