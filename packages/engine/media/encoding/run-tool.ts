import { spawnSync } from 'node:child_process';

/** Runs a program to its end and returns what it printed; throws its complaint when it fails. */
export function runTool(command: string, options: string[], input?: Uint8Array): Buffer {
  const result = spawnSync(command, options, { input, maxBuffer: 2 ** 30 });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${command} ${options.join(' ')}: ${result.stderr.toString()}`);
  }
  return result.stdout;
}
