import { execFile, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startService } from '../support/service.ts';
import { JOB, JOB_CENTS, temporaryFolder } from '../support/session.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env,
    input: '',
  });
  return { stdout, stderr, status };
}

describe('the program firsthandapi-mcp', () => {
  test('goes through the quickstart as an assistant starts it', async () => {
    const { url, world } = await startService();
    const folder = temporaryFolder();
    const client = new Client({ name: 'test', version: '1.0.0' });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM, '--download-folder', folder],
      env: { FIRSTHAND_API_KEY: world.apiKey, FIRSTHAND_BASE_URL: url },
    });
    await client.connect(transport);
    onTestFinished(() => client.close());
    expect(client.getServerVersion()?.name).toBe('firsthandapi');
    expect(client.getInstructions()).toContain('untrusted_worker_content');
    const created = await client.callTool({ name: 'create_job', arguments: JOB });
    const { job } = created.structuredContent as { job: { id: string } };
    await world.clock.advance('15s');
    const given = { job_id: job.id, directory: 'cups' };
    const saved = await client.callTool({ name: 'download_files', arguments: given });
    expect(saved.structuredContent).toMatchObject({ count: 2 });
    expect(readdirSync(join(folder, 'cups'))).toHaveLength(2);
  });

  test('ends when its input ends', async () => {
    const env = { FIRSTHAND_API_KEY: 'fh_test_sk_x', FIRSTHAND_BASE_URL: 'http://127.0.0.1:9' };
    const child = execFile(process.execPath, [PROGRAM], { env });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  test('says what is missing on standard error, and nothing on standard output', () => {
    expect(run([])).toEqual({
      stdout: '',
      stderr: expect.stringContaining('FIRSTHAND_API_KEY'),
      status: 2,
    });
  });

  test.each([
    [{}, 'FIRSTHAND_API_KEY is not set: add it to "env" in the configuration of the assistant'],
    [{ FIRSTHAND_API_KEY: 'whsec_x' }, 'Invalid FIRSTHAND_API_KEY: keys start with fh_live_'],
    [
      { FIRSTHAND_API_KEY: 'fh_test_sk_x', FIRSTHAND_BASE_URL: 'ftp://host' },
      'Invalid FIRSTHAND_BASE_URL: pass an http(s) URL',
    ],
  ])('names the variables that the user has set: %j', (env, message) => {
    const { stderr } = run([], env);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/apiKey|baseUrl/);
  });

  test('neither spends twice nor loses budget when it is killed at any request of a call', async () => {
    const confirmed = { ...JOB, confirm_cost_cents: JOB_CENTS };
    const spending = 'GET /v1/jobs?limit=100';
    for (const deadline of [spending, 'POST /v1/jobs', 'the second look']) {
      let kill = () => {};
      let looks = 0;
      let isOver = false;
      const service = await startService((path, body, method) => {
        const request = `${method} ${path}`;
        if (request === spending) looks += 1;
        const name = request === spending && looks === 2 ? 'the second look' : request;
        if (name !== deadline || isOver) return body;
        isOver = true;
        kill();
        return new Promise(() => {});
      });
      const { url, world } = service;
      const start = async () => {
        const client = new Client({ name: 'test', version: '1.0.0' });
        const transport = new StdioClientTransport({
          command: process.execPath,
          args: [PROGRAM, '--max-spend-cents', `${JOB_CENTS}`],
          env: { FIRSTHAND_API_KEY: world.liveKey, FIRSTHAND_BASE_URL: url },
        });
        await client.connect(transport);
        onTestFinished(() => client.close());
        return { client, pid: transport.pid ?? 0 };
      };
      const killed = await start();
      kill = () => process.kill(killed.pid, 'SIGKILL');
      const call = { name: 'create_job', arguments: confirmed };
      await expect(killed.client.callTool(call)).rejects.toThrow();
      const { client } = await start();
      const answer = await client.callTool(call);
      expect([deadline, answer.structuredContent]).toEqual([
        deadline,
        // Killed later, the process has created the job.
        expect.objectContaining({ created: deadline === spending, cost_cents: JOB_CENTS }),
      ]);
      expect(await world.jobs()).toHaveLength(1);
      expect((await world.credits()).held_cents).toBe(JOB_CENTS);
      await client.close();
    }
  });

  test.each([
    ['--max-spend-cents', '$25'],
    ['--max-spend-cents', '-5'],
    ['--max-spend-cents=1e9'],
    ['--budget', '5'],
    ['stray'],
  ])('refuses %s %s and names it', (...args) => {
    const { stdout, stderr, status } = run(args, { FIRSTHAND_API_KEY: 'fh_test_sk_x' });
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain(args[0]?.split('=')[0]);
  });

  test('refuses a key as an argument without repeating it', () => {
    const { stderr, status } = run(['--api-key', 'fh_live_sk_Vb55nM31']);
    expect(status).toBe(2);
    expect(stderr).toContain('FIRSTHAND_API_KEY');
    expect(stderr).not.toContain('Vb55nM31');
  });

  test('prints its help and version', () => {
    expect(run(['--help']).stdout).toContain('--max-spend-cents');
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
