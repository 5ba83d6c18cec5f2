import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ServerProcess, spawnServer } from '../support/server-process.ts';

/** Loaded into the server: on SIGUSR2 it fails where nothing can catch the error. */
const FAULTS = {
  'an exception': 'throw new Error("Unexpected")',
  'a rejected promise': 'Promise.reject(new Error("Unexpected"))',
};

test.each(Object.entries(FAULTS))(
  'logs %s that nothing handles, finishes accepted requests, and exits with a failure',
  async (_, statement) => {
    const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const code = `process.on('SIGUSR2', () => { ${statement} })`;
    const server = (await spawnServer({
      location: { kind: 'sqlite', path: join(folder, 'firsthandapi.db') },
      folder,
      environment: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` },
    })) as ServerProcess;
    const { test: key } = await server.keys;
    const call = (path: string, init: RequestInit = {}) =>
      fetch(server.url + path, {
        ...init,
        headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': 'key-1', ...init.headers },
      });
    const created = await call('/v1/jobs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'data_collection',
        description: 'Photos of coffee cups from above',
        files_needed: 1,
        accepted_formats: ['image/jpeg'],
        price_per_file_cents: 10,
      }),
    });
    const { id } = (await created.json()) as { id: string };
    const longPoll = call(`/v1/jobs/${id}`, { headers: { Prefer: 'wait=60' } });
    // Answered after the long poll has arrived: both use the same event loop.
    await call('/v1/jobs');
    process.kill(server.pid, 'SIGUSR2');
    expect((await longPoll).status).toBe(200);
    while (server.ending() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.ending()).toBe('code 1');
    expect(server.errors.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        event: 'fatal',
        error: expect.objectContaining({ message: 'Unexpected' }),
      }),
    ]);
    rmSync(folder, { recursive: true, force: true });
  },
);
