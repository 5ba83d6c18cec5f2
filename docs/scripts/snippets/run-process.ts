import { spawn } from 'node:child_process';

const PATIENCE_MS = 60_000;

/** How a process ended, and what it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs this Node with parameters, without colours; one that does not end is ended. */
export function runNode(parameters: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      cwd,
      timeout: PATIENCE_MS,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
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

/** What an error says, without its stack and what a runner prints round it. */
export function essence(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  const start = Math.max(
    0,
    lines.findIndex((line) => /^\s*\w*Error\b/.test(line)),
  );
  return lines.slice(start, start + 6).join('\n');
}
