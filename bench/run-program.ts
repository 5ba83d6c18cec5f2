import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a Node program until it exits, and stops the processes that it started.
 *
 * @returns why it failed, or undefined
 */
export async function runProgram(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  // A process group of its own: the servers of a failed program would keep running otherwise.
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
