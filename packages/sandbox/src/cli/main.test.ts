import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { main } from './main.ts';

/** Runs the command in this process, and returns its exit status and what it wrote. */
async function run(...parameters: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await main(parameters, {
    out: (text) => {
      stdout += text;
    },
    error: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

test.each([
  [['--now', 'garbage'], /^Invalid --now: "garbage"/],
  [['--api-key', 'short'], /^Invalid --api-key: /],
  [['--snapshot', 'OTHER_VERSION'], /^Invalid --snapshot: its version is 99/],
  [['--forward-to', 'http://app.test:3000/'], /url: must be an https URL/],
  [
    ['--forward-to', 'localhost:3000'],
    /^Invalid --forward-to: 'localhost:3000'; pass a URL that begins with http/,
  ],
  [['--public-url', 'sandbox:4010'], /^Invalid --public-url: 'sandbox:4010'/],
  [['--webhook-secret', 'whsec_0123456789abcdef'], /pass --forward-to too/],
  [['--clok', 'auto'], /^Unknown option '--clok'; --help lists the options\n$/],
])('ends serve %j with status 2 and names the option', async (parameters, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  const file = join(folder, 'snapshot.json');
  writeFileSync(file, JSON.stringify({ version: 99 }));
  const given = parameters.map((text) => (text === 'OTHER_VERSION' ? file : text));
  const { code, stderr, stdout } = await run('serve', '--port', '0', ...given);
  rmSync(folder, { recursive: true });
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
});

test('names the port that is in use', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { code, stderr } = await run('serve', '--port', String(port));
  server.close();
  expect([code, stderr]).toEqual([
    1,
    `Cannot listen on 127.0.0.1:${port}: the port is in use; pass another port (--port), or 0 for any free one\n`,
  ]);
});

test('prints its version', async () => {
  expect((await run('--version')).stdout).toBe(`${packageJson.version}\n`);
});

test('ends the process when serve fails', async () => {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--seed', '1.5']);
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
});
