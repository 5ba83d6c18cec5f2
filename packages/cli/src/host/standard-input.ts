import { text } from 'node:stream/consumers';
import type { Source } from '../command/context.ts';
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
  readSecret: (prompt) => (process.stdin.isTTY ? askUnseen(prompt) : firstLine()),
};

async function readText(): Promise<string> {
  const read = await text(limited(process.stdin));
  return read;
}

async function firstLine(): Promise<string> {
  const [line = ''] = (await readText()).split('\n');
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
function askUnseen(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const finish = (settle: () => void) => {
      stdin.off('data', read).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const read = (typed: string) => {
      for (const character of typed) {
        if (character === CTRL_C) return finish(() => reject(new UsageError('Nothing was stored')));
        if (ENTER.test(character) || character === CTRL_D)
          return finish(() => resolve(line.trim()));
        line = character === BACKSPACE ? line.slice(0, -1) : line + character;
      }
    };
    stdin.on('data', read);
  });
}
