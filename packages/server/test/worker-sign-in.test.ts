import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../src/configuration.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { callServer, startTestServer, type TestServer } from './support/test-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');

describe('the proof of work of a sign-in', () => {
  let server: TestServer | undefined;
  afterEach(() => server?.close());

  async function start(configuration: Partial<Configuration>) {
    if (sqlite === undefined) throw new Error('SQLite comes with Node');
    server = await startTestServer(sqlite, configuration);
    return server.url;
  }

  let count = 0;
  function requestCode(url: string, proof?: string) {
    count += 1;
    const body = { email: `worker${count}@a.example` };
    const headers = proof === undefined ? {} : { 'Signup-Proof': proof };
    return callServer(url, 'POST', '/worker/v1/sign_in_codes', { body, headers });
  }

  async function solve(url: string, path = '/worker/challenge') {
    const { body: challenge } = await callServer(url, 'GET', path);
    const solution = await solveChallenge({ challenge, deriveKey });
    return btoa(JSON.stringify({ challenge, solution }));
  }

  it('is required before a code is mailed, and counts once', async () => {
    const url = await start({ workerSignIn: 'proof' });
    const missing = await requestCode(url);
    expect(missing).toMatchObject({
      status: 400,
      body: { error: { details: [{ field: 'Signup-Proof' }] } },
    });
    expect(missing.body.error.message).toContain('GET /worker/challenge');
    const proof = await solve(url);
    const uses = await Promise.all([1, 2, 3].map(() => requestCode(url, proof)));
    expect(uses.map(({ status }) => status).sort()).toEqual([202, 400, 400]);
  });

  it('is not one that was made for a sign-up', async () => {
    const url = await start({ workerSignIn: 'proof', signup: 'proof' });
    expect((await requestCode(url, await solve(url, '/signup/challenge'))).status).toBe(400);
  });

  it('lifts no limit of the sign-in', async () => {
    const url = await start({ workerSignIn: 'proof' });
    const email = 'ines@a.example';
    const ask = async () => {
      const headers = { 'Signup-Proof': await solve(url) };
      return callServer(url, 'POST', '/worker/v1/sign_in_codes', { body: { email }, headers });
    };
    expect([(await ask()).status, (await ask()).status]).toEqual([202, 429]);
  });

  it('is asked of nobody where the operator does not want it', async () => {
    const url = await start({});
    expect((await fetch(`${url}/worker/challenge`)).status).toBe(204);
    expect((await requestCode(url)).status).toBe(202);
  });
});
