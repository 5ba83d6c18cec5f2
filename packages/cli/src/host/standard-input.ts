import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Source } from '../command/context.ts';
import { Interruption } from '../command/interruption.ts';
import { UsageError } from '../command/usage-error.ts';

/** Nothing that is asked for is longer: a key, or the body of a request. */
const LONGEST = 8 * 1024 * 1024;
const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACE = '\u007f';

/** Standard input of this process. */
export const standardInput: Source = {
  isTerminal: process.stdin.isTTY === true,
  readText,
  readSecret: (prompt, signal) =>
    process.stdin.isTTY ? askUnseen(prompt, signal) : firstLine(signal),
};

async function readText(signal: AbortSignal): Promise<string> {
  // A person who types may never end the input.
  return text(limited(addAbortSignal(signal, process.stdin)));
}

async function firstLine(signal: AbortSignal): Promise<string> {
  const [line = ''] = (await readText(signal)).split('\n');
  return line.trim();
}

async function* limited(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > LONGEST) throw new UsageError(`Standard input has more than ${LONGEST} bytes`);
    yield chunk;
  }
}

/** Reads a line from the terminal without showing it. */
function askUnseen(prompt: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const finish = (settle: () => void) => {
      signal.removeEventListener('abort', interrupt);
      stdin.off('data', read).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const interrupt = () => finish(() => reject(new Interruption()));
    const read = (typed: string) => {
      for (const character of typed) {
        if (character === CTRL_C) return interrupt();
        if (ENTER.test(character) || character === CTRL_D)
          return finish(() => resolve(line.trim()));
        line = character === BACKSPACE ? line.slice(0, -1) : line + character;
      }
    };
    // Such as kill, since the terminal passes Ctrl+C on as a character.
    signal.addEventListener('abort', interrupt, { once: true });
    stdin.on('data', read);
  });
}
