import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(text: string): string {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, text);
  return file;
}

describe('runProgram', () => {
  it('returns nothing for a program that succeeds', async () => {
    expect(await runProgram(program(''), {})).toBeUndefined();
  });

  it('returns the status of a program that fails', async () => {
    expect(await runProgram(program('process.exit(3)'), {})).toBe('ended with status 3');
  });

  it('returns the signal of a program that is killed', async () => {
    const text = "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);";
    expect(await runProgram(program(text), {})).toBe('ended with SIGKILL');
  });

  it('passes the environment to the program', async () => {
    const text = 'process.exit(process.env.BENCH_ROUNDS === "4" ? 0 : 1)';
    expect(await runProgram(program(text), { BENCH_ROUNDS: '4' })).toBeUndefined();
  });

  it('stops the servers of a program that fails', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    // The child of the program holds a connection open for as long as it lives.
    const child = `const socket = require('node:net').connect(${port}, '127.0.0.1', () => process.send('connected')); socket.on('error', () => {}); setInterval(() => {}, 1000);`;
    const text = `
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.once('message', () => process.exit(1));`;
    await runProgram(program(text), {});
    await closed;
    server.close();
  });
});
