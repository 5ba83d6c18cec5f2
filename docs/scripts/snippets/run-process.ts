import { spawn } from 'node:child_process';

const TIMEOUT_MS = 60_000;

/** A process's exit code and output. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs this Node as {@link runCommand} does. */
export function runNode(
  parameters: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return runCommand(process.execPath, parameters, cwd, environment);
}

/** Runs a program without colours, and kills it after a minute. */
export function runCommand(
  command: string,
  parameters: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      timeout: TIMEOUT_MS,
      env: { ...process.env, ...environment, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Returns the message of an error, without its stack and the test runner's output around it. */
export function essence(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  const start = Math.max(
    0,
    lines.findIndex((line) => /^\s*\w*Error\b/.test(line)),
  );
  return lines.slice(start, start + 6).join('\n');
}
