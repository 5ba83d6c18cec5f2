import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import type { World } from '@firsthandapi/sandbox';
import { type SandboxServer, serveSandbox } from '@firsthandapi/sandbox/serve';

const DESCRIPTION = 'A coffee cup on a table, seen from above';

let server: SandboxServer;
let world: World;
let folder: string;

beforeEach(async () => {
  server = await serveSandbox();
  world = await server.sandbox.defaultWorld();
  folder = await mkdtemp(join(tmpdir(), 'collect-files-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test('shows progress and prints the path of each file', async () => {
  const program = run(DESCRIPTION, '--count', '3', '--to', folder);
  const { id } = await firstJob(program);
  await world.clock.runUntil(id, 'in_progress');
  await world.clock.runUntil(id, 'completed');
  const { code, output, progress } = await program.ended;
  assert.equal(code, 0, progress);

  const paths = output.trim().split('\n');
  const files = await world.files(id);
  assert.equal(paths.length, 3);
  for (const path of paths) {
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    const file = files.find((each) => basename(path).startsWith(each.id));
    assert.equal(hash, file?.content_hash);
  }
  assert.match(progress, /people .* 0\/3 open/);
  assert.match(progress, /people .*#{30}.* 3\/3 completed/);
  assert.match(progress, /files .*#{30}.* 3\/3/);
});

test('leaves the job running when interrupted, and resumes it later', async () => {
  const first = run(DESCRIPTION, '--count', '2', '--to', folder);
  const { id } = await firstJob(first);
  first.process.kill('SIGINT');
  const { code, progress } = await first.ended;
  assert.equal(code, 130);
  assert.match(progress, new RegExp(`--job ${id}`));

  await world.clock.runUntil(id, 'completed');
  const { output } = await run('--job', id, '--to', folder).ended;
  assert.equal(output.trim().split('\n').length, 2);
});

test('reports what is wrong with an order', async () => {
  const { code, progress } = await run('Cup', '--count', '3').ended;
  assert.equal(code, 1);
  assert.match(progress, /^description: /);
});

interface Program {
  readonly process: ChildProcess;
  /** Standard output, and progress, which goes to standard error. */
  readonly ended: Promise<{ code: number; output: string; progress: string }>;
}

function run(...parameters: string[]): Program {
  const child = spawn(process.execPath, ['collect.ts', ...parameters], {
    env: { ...process.env, FIRSTHAND_API_KEY: world.apiKey, FIRSTHAND_BASE_URL: server.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code], output, progress]) => ({ code, output, progress }),
  );
  return { process: child, ended };
}

/** Returns the program's job as soon as the program has shown its first status. */
async function firstJob({ process: { stderr } }: Program) {
  assert.ok(stderr);
  await once(stderr, 'data');
  const [job] = await world.jobs();
  assert.ok(job);
  return job;
}
