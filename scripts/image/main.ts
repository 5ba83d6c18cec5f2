// Runs the commands of the server's Dockerfile without Docker, which CI does not have, starts the server that they
// build, and lists its tools for assistants.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildImage } from './built-image.ts';

/** The deadline of the server's start, and of the request, in milliseconds. */
const DEADLINE = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-image-'));
try {
  const server = buildImage(folder);
  const status = await statusOfTools(join(server, 'dist/cli.js'), join(folder, 'data'));
  if (status !== 200) throw new Error(`POST /mcp of the image responds ${status} instead of 200`);
  console.log('The image starts, and serves assistants at /mcp.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the server, and returns the status with which it answers an assistant that introduces itself. */
async function statusOfTools(program: string, data: string): Promise<number> {
  const child = spawn(process.execPath, [program], {
    env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: data, PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    let url: string | undefined;
    let key: string | undefined;
    for await (const line of createInterface({
      input: child.stderr,
      signal: AbortSignal.timeout(DEADLINE),
    })) {
      url ??= /FirstHandAPI is at (\S+)/.exec(line)?.[1];
      key ??= /test key +(\S+)/.exec(line)?.[1];
      if (url !== undefined && key !== undefined) return await introduce(url, key);
    }
    throw new Error('The server of the image ended before it printed its address and key');
  } finally {
    child.kill();
    await ended;
  }
}

async function introduce(url: string, key: string): Promise<number> {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'image', version: '1.0.0' },
      },
    }),
    signal: AbortSignal.timeout(DEADLINE),
  });
  await response.body?.cancel();
  return response.status;
}
