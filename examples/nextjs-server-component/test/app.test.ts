import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { serveSandbox } from '@firsthandapi/sandbox/serve';
import { submitForm } from './submit-form.ts';

const sandbox = await serveSandbox();
const world = await sandbox.sandbox.defaultWorld();
let next: ChildProcess;
let url = '';

before(async () => {
  [next, url] = await startNext({
    FIRSTHAND_API_KEY: world.apiKey,
    FIRSTHAND_BASE_URL: sandbox.url,
  });
});
after(async () => {
  next.kill();
  await once(next, 'exit');
  await sandbox.close();
});

test('orders photos in a Server Action, and lists the job in a Server Component', async () => {
  assert.ok((await submitForm(url, { description: 'A coffee cup on a table.' })).status < 400);
  const [job] = await world.jobs();
  assert.ok(job);
  assert.match(await listOf(url), /A coffee cup on a table\.: open/);
  await world.clock.runUntil(job.id, 'completed');
  assert.match(await listOf(url), /A coffee cup on a table\.: completed/);
});

test('sends no code of the SDK and no key to the browser', async () => {
  const page = await (await fetch(url)).text();
  assert.ok(!page.includes(world.apiKey));
  for (const [, source = ''] of page.matchAll(/<script src="([^"]+)"/g)) {
    assert.ok(!(await (await fetch(new URL(source, url))).text()).includes('FirstHand'));
  }
});

/** Returns the page without the comments that React puts between texts. */
async function listOf(address: string): Promise<string> {
  return (await (await fetch(address)).text()).replaceAll('<!-- -->', '');
}

/** Starts the built application, and returns the address that it prints. */
function startNext(environment: Record<string, string>): Promise<[ChildProcess, string]> {
  const parameters = ['start', '--hostname', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const [, port] = /127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
      if (port !== undefined && /Ready in/.test(printed)) {
        resolve([child, `http://127.0.0.1:${port}`]);
      }
    });
    child.once('exit', () => reject(new Error(`next start ended: ${printed}`)));
  });
}
