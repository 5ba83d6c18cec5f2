import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

const INDEX = new URL('../../src/index.ts', import.meta.url).href;

/** Runs a program that has nothing open but the sandbox, and returns its exit status. */
function run(lines: string): Promise<number | null> {
  const program = `
    import { createSandbox } from ${JSON.stringify(INDEX)};
    const world = await createSandbox().world({ clock: 'real', speed: 1_000 });
    const call = (path, init) => world.fetch(world.baseUrl + path, {
      ...init,
      headers: {
        Authorization: 'Bearer ' + world.apiKey,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'order',
        ...init?.headers,
      },
    });
    const order = {
      type: 'data_collection',
      description: 'Photos of coffee cups on tables',
      files_needed: 1,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 50,
    };
    const createJob = () => call('/v1/jobs', { method: 'POST', body: JSON.stringify(order) });
    ${lines}
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.on('close', resolve));
}

test.each([
  ['sleeps', "await world.clock.sleep('3s');"],
  [
    'waits for a webhook',
    `const called = new Promise((resolve) => {
      world.webhooks.deliverTo(() => { resolve(); return new Response(); });
    });
    await createJob();
    await called;`,
  ],
  [
    'polls',
    `const { id } = await (await createJob()).json();
    await call('/v1/jobs/' + id, { headers: { Prefer: 'wait=60' } });`,
  ],
])('lets a script end by itself that %s on a real clock', async (_, lines) => {
  expect(await run(lines)).toBe(0);
});
