import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../src/configuration.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { callServer, startTestServer } from './support/test-server.ts';

const TOKEN = 'the-secret-of-the-operator';

for (const kind of await databaseKinds()) describe(`signup on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(configuration: Partial<Configuration>) {
    const server = await startTestServer(kind, configuration);
    ends.push(() => server.close());
    return server;
  }

  let count = 0;
  function signUp(url: string, headers: Readonly<Record<string, string>> = {}) {
    count += 1;
    const body = { name: 'New', email: `new${count}@a.example` };
    return callServer(url, 'POST', '/v1/auth/signup', { body, headers });
  }

  async function solve(url: string) {
    const { body: challenge } = await callServer(url, 'GET', '/signup/challenge');
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  }

  it('requires a proof of work that is solved, of this server, and used once', async () => {
    const server = await start({ signup: 'proof' });
    expect(server.live).toMatch(/^fh_live_/);
    const missing = await signUp(server.url);
    expect(missing).toMatchObject({
      status: 400,
      body: { error: { type: 'validation_error', details: [{ field: 'Signup-Proof' }] } },
    });
    const proof = await solve(server.url);
    const changed = JSON.parse(Buffer.from(proof, 'base64').toString());
    changed.solution.counter += 1;
    const wrong = [
      Buffer.from(JSON.stringify(changed)).toString('base64'),
      'nonsense',
      'e30=',
      'x'.repeat(5_000),
    ];
    for (const header of wrong) {
      const { status } = await signUp(server.url, { 'Signup-Proof': header });
      expect([header.slice(0, 10), status]).toEqual([header.slice(0, 10), 400]);
    }
    const uses = await Promise.all(
      [1, 2, 3].map(() => signUp(server.url, { 'Signup-Proof': proof })),
    );
    expect(uses.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(uses.map(({ text }) => text).join()).toContain('was already used');
  });

  it("requires the operator's token", async () => {
    const { url } = await start({ signup: 'token', signupToken: TOKEN });
    expect((await signUp(url)).body.error.message).toContain('Signup-Token: is required');
    const wrong = await signUp(url, { 'Signup-Token': `${TOKEN}x` });
    expect([wrong.status, wrong.text.includes(TOKEN)]).toEqual([400, false]);
    expect((await signUp(url, { 'Signup-Token': TOKEN })).status).toBe(201);
  });

  it('turns signup off, but not for the first organization of the server', async () => {
    const server = await start({ signup: 'off' });
    expect((await signUp(server.url)).status).toBe(404);
    expect((await callServer(server.url, 'GET', '/signup/challenge')).status).toBe(404);
    const { status } = await server.call('GET', '/v1/jobs', { key: server.live });
    expect(status).toBe(200);
  });

  it('limits signups of one address', async () => {
    const { url } = await start({ signupLimits: { perAddress: 3, total: 100 } });
    const responses = [];
    // The server's own first organization is one of the three.
    for (let made = 0; made < 3; made += 1) responses.push(await signUp(url));
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 429]);
  });
}
