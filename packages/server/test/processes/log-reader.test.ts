import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

test('keeps serving when the reader of its log ends, and counts the lost lines', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  const child = spawn(process.execPath, [CLI], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const url = await printedUrl(child.stderr);
    child.stdout.destroy();
    await once(child.stdout, 'close');
    for (let count = 0; count < 3; count += 1) {
      expect((await fetch(`${url}/v1/jobs`)).status).toBe(401);
    }
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^firsthand_log_lines_dropped_total [1-9]/m);
  } finally {
    child.kill('SIGTERM');
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    rmSync(folder, { recursive: true, force: true });
    expect(code).toBe(0);
  }
});

/** Returns the address and the first keys that a new server prints. */
async function printedUrl(stderr: NodeJS.ReadableStream): Promise<string> {
  let printed = '';
  for await (const text of stderr) {
    printed += text;
    const url = /FirstHandAPI is at (\S+)/.exec(printed)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`The server ended: ${printed}`);
}
