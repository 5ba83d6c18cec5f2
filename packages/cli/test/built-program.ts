import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The built program. */
export const PROGRAM = join(import.meta.dirname, '../dist/cli.js');

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** A run of the program. */
export interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves with the output so far once it contains a text; rejects when the program ends without. */
  shows(text: string, stream?: 'out' | 'error'): Promise<string>;
}

/** Returns an empty folder that ends with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the built program with an environment that has only what is given. Ends with the test. */
export function start(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Run {
  const child = spawn(process.execPath, [...nodeOptions, PROGRAM, ...parameters], {
    env: { PATH: process.env.PATH ?? '', HOME: temporaryFolder(), ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const texts = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.error += text;
  });
  // A program that ends early reads no input.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code]) => ({ code, ...texts }));
  const shows = async (text: string, stream: 'out' | 'error' = 'out'): Promise<string> => {
    const source = stream === 'out' ? child.stdout : child.stderr;
    while (!texts[stream].includes(text)) {
      const event = await Promise.race([once(source, 'data').then(() => undefined), ended]);
      if (event !== undefined && !texts[stream].includes(text)) {
        throw new Error(
          `Ended with ${event.code} before it showed '${text}': ${texts.out}${texts.error}`,
        );
      }
    }
    return texts[stream];
  };
  return { child, ended, shows };
}

/** Runs the built program to its end. */
export function run(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> {
  const started = start(parameters, environment);
  started.child.stdin.end(input);
  return started.ended;
}
