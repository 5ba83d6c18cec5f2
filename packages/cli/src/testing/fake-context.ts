import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Context, Sink } from '../command/context.ts';

/** A sink that keeps what is written. */
export class KeptText implements Sink {
  text = '';
  isTerminal = false;
  columns: number | undefined;

  write = (text: string): void => {
    this.text += text;
  };
}

/** A context whose surroundings are the test's, with a home folder of its own. */
export interface FakeContext extends Context {
  readonly stdout: KeptText;
  readonly stderr: KeptText;
  environment: Record<string, string | undefined>;
  readonly interrupt: () => void;
}

/** Returns a context without a terminal, without a key, and with an empty home folder that ends with the test. */
export function fakeContext(
  environment: Record<string, string | undefined> = {},
  input = '',
): FakeContext {
  const home = mkdtempSync(join(tmpdir(), 'firsthand-cli-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const controller = new AbortController();
  return {
    stdout: new KeptText(),
    stderr: new KeptText(),
    stdin: {
      isTerminal: false,
      readText: async () => input,
      readSecret: async () => input.split('\n')[0]?.trim() ?? '',
    },
    environment: { ...environment },
    platform: 'linux',
    home,
    now: Date.now,
    // A turn of the event loop, so that what waits in a loop holds up nothing.
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    random: () => 0.5,
    signal: controller.signal,
    interrupt: () => controller.abort(),
  };
}
