import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** Options of a command. */
export interface CommandOptions {
  readonly cwd?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds after which the command is killed and counts as failed. */
  readonly timeout?: number | undefined;
}

/** A command that did not exit with code 0. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** Its whole output. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(`${message}\n${output}`);
    this.output = output;
  }
}

/**
 * Runs a command and waits until it exits.
 *
 * @returns its standard output
 * @throws CommandError when it fails, cannot be started or takes too long
 */
export function runCommand(
  command: string,
  parameters: readonly string[],
  { cwd, environment, timeout = 120_000 }: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let everything = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      everything += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      everything += text;
    });
    const fail = (reason: string) => {
      reject(new CommandError(`${basename(command)} ${reason}`, everything.trim()));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not end within ${timeout} ms`);
    }, timeout);
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else fail(code === null ? `ended by ${signal}` : `ended with exit code ${code}`);
    });
  });
}
