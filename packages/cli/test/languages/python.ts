import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Language, Service } from './language.ts';

const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';
const PACKAGE = join(import.meta.dirname, '../../../../python/src');
const PROGRAM = join(import.meta.dirname, 'calls.py');

/** The client for Python, on the standard library or, the asynchronous one, on httpx. */
export function python(kind: 'sync' | 'async'): Language {
  return {
    userAgent: /^firsthandapi-python\/\S+$/,
    makeCalls: (service, calls) => runProgram(service, [kind, 'calls'], JSON.stringify(calls)),
    playStory: (service) => runProgram(service, [kind, 'story']),
  };
}

async function runProgram(
  { url, apiKey }: Service,
  parameters: readonly string[],
  input = '',
): Promise<void> {
  const child = spawn(PYTHON, ['-B', PROGRAM, ...parameters], {
    env: { PYTHONPATH: PACKAGE, FIRSTHAND_BASE_URL: url, FIRSTHAND_API_KEY: apiKey },
  });
  // A program that fails early reads no input, and its error says why.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`${PROGRAM} ended with ${code}: ${error}`);
}

/** Whether Python, or a module of it, is here. Fails where `REQUIRE_PYTHON` is 1 and it is not. */
export function hasPython(module: string): boolean {
  const { status } = spawnSync(PYTHON, ['-c', `import ${module}`]);
  if (status === 0) return true;
  const missing = `${PYTHON} with ${module} is not installed`;
  if (process.env.REQUIRE_PYTHON === '1') throw new Error(`${missing}, and REQUIRE_PYTHON is 1`);
  console.warn(`\n!!! SKIPPED: ${missing}, so its requests were not compared.\n`);
  return false;
}
