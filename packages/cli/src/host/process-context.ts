import { setTimeout } from 'node:timers/promises';
import type { Context, Sink } from '../command/context.ts';
import { EXIT } from '../command/exit-code.ts';
import { homeFolder } from './home-folder.ts';
import { standardInput } from './standard-input.ts';

/** Returns the surroundings of this process. */
export function processContext(): Context {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` has seen enough: that is no failure.
    if (error.code === 'EPIPE') process.exit(EXIT.success);
    process.stderr.write(`Cannot write to standard output: ${error.message}\n`, () =>
      process.exit(EXIT.failure),
    );
  });
  // Without a reader, there is nobody to tell.
  process.stderr.on('error', () => {});
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    stdin: standardInput,
    environment: process.env,
    platform: process.platform,
    home: homeFolder(),
    now: Date.now,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
    random: Math.random,
    signal: interruption(),
  };
}

function sink(stream: NodeJS.WriteStream): Sink {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true && process.env.TERM !== 'dumb',
    // A terminal may be resized.
    get columns() {
      return stream.columns;
    },
  };
}

/** The first Ctrl+C lets a command end in order; a second one ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}
