import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectSandbox } from '@firsthandapi/sandbox';

const { APP_URL = '', SANDBOX_URL = '', SANDBOX_TOKEN = '' } = process.env;

test('the app in its container learns that its job is completed', async () => {
  const sandbox = await connectSandbox(SANDBOX_URL, { token: SANDBOX_TOKEN });
  const world = await sandbox.defaultWorld();
  const id = await (await fetch(`${APP_URL}/order`, { method: 'POST' })).text();
  await world.clock.runUntil(id, 'completed');
  assert.deepEqual(await (await fetch(APP_URL)).json(), [id]);
  // Download links lead to the address that containers reach.
  const [file] = await world.files(id);
  assert.ok(file);
  assert.match(file.download_url, /^http:\/\/sandbox:4010\//);
  assert.equal((await fetch(file.download_url)).status, 200);
});
