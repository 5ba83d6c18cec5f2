import { readFile } from 'node:fs/promises';
import type { Context } from '../command/context.ts';
import { UsageError } from '../command/usage-error.ts';
import type { Fields } from './request-value.ts';

/**
 * Reads a whole body: `@file.json`, `-` for standard input, or the JSON itself.
 *
 * @throws UsageError when it cannot be read, or is no JSON object
 */
export async function readData(
  given: string,
  { stdin, signal }: Pick<Context, 'stdin' | 'signal'>,
): Promise<Fields> {
  const text = await readSource(given, stdin, signal);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Fields;
  } catch (error) {
    throw new UsageError(`--data is no JSON: ${(error as Error).message}`);
  }
  throw new UsageError('--data must be a JSON object, such as {"files_needed": 5}');
}

async function readSource(
  given: string,
  stdin: Context['stdin'],
  signal: AbortSignal,
): Promise<string> {
  if (given === '-') return stdin.readText(signal);
  if (!given.startsWith('@')) return given;
  try {
    return await readFile(given.slice(1), 'utf8');
  } catch (error) {
    throw new UsageError(`--data: cannot read ${given.slice(1)}: ${(error as Error).message}`);
  }
}
