import { operations as buyers } from '@firsthandapi/spec';
import { operations as members } from '@firsthandapi/spec/account';
import { beforeEach, describe, expect, it } from 'vitest';
import { FAKE_PASSKEYS } from '../testing/fake-passkeys.ts';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  TestBrowser,
} from '../testing/test-browser.ts';
import { MINUTE, type TestResponse } from '../testing/test-engine.ts';

const SESSION = '/account/v1/sessions/current';
const PROOFS = '/account/v1/proofs';
const PASSKEYS = '/account/v1/passkeys';
const FRESH_MS = 10 * MINUTE;
const KEY = { name: 'Mine', scopes: ['jobs:read'] };

let of: AccountWorld;
let owner: TestBrowser;

beforeEach(async () => {
  of = openAccountWorld({}, { passkeys: FAKE_PASSKEYS });
  owner = await signUp(of);
});

const createKey = (headers: Readonly<Record<string, string>> = {}) =>
  owner.call('POST', '/v1/api_keys', { environment: 'live', body: KEY, headers });

function needsProof({ status, body }: TestResponse): boolean {
  return status === 403 && body.error.details?.[0]?.field === 'proof';
}

async function makePasskey(browser: TestBrowser, credential_id: string) {
  const { challenge } = (await browser.call('GET', `${PASSKEYS}/challenge`)).body;
  const made = { name: 'Laptop', client_data: 'right', attestation: 'x' };
  const body = { challenge, credential_id, ...made };
  return browser.call('POST', PASSKEYS, { body });
}

async function passkeyOf(credential_id: string, over: object = {}) {
  const { challenge } = (await owner.call('GET', '/account/v1/passkey_challenge')).body;
  const used = { client_data: 'right', authenticator_data: 'x', signature: '1' };
  return { passkey: { challenge, credential_id, ...used, ...over } };
}

describe('what needs a fresh proof', () => {
  it('is what the contract lists, with a session, and nothing else', async () => {
    await of.world.transact(async ({ tables }) => {
      const [organization] = await tables.organizations.list({ limit: 1 });
      if (organization === undefined) throw new Error('No organization');
      const custom_limits = { per_minute: 1_000_000, per_hour: 1_000_000 };
      await tables.organizations.update({ ...organization, tier: 'enterprise', custom_limits });
    });
    await of.world.passTime(FRESH_MS);
    const asked: Record<'live' | 'test', string[]> = { live: [], test: [] };
    for (const environment of ['test', 'live'] as const) {
      for (const [id, { method, path, scopes }] of Object.entries({ ...buyers, ...members })) {
        if (scopes.length === 0 || id === 'signOut') continue;
        const at = path.replaceAll(/\{\w+\}/g, 'none_1');
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const response = await owner.call(method, at, { environment, body });
        if (needsProof(response)) asked[environment].push(id);
      }
    }
    const always = ['createErasure', 'updateSettings', 'inviteMember', 'changeRole'];
    const passkeys = ['addPasskey', 'removePasskey'];
    const app = ['addAuthenticator', 'removeAuthenticator', 'renewRecoveryCodes'];
    const own = ['removeMember', ...passkeys, ...app];
    const live = ['purchaseCredits', 'createApiKey', 'rotateApiKey', 'revokeApiKey'];
    expect(asked.test.sort()).toEqual([...always, ...own].sort());
    expect(asked.live.sort()).toEqual([...always, ...own, ...live, 'deleteApiKey'].sort());
  });

  it('is refused from 10 minutes after signing in, with words that name the fix', async () => {
    await of.world.passTime(FRESH_MS - 1);
    expect((await createKey()).status).toBe(201);
    await of.world.passTime(1);
    const { status, body } = await createKey();
    expect([status, body.error.type]).toEqual([403, 'authorization_error']);
    expect(body.error.message).toContain('POST /account/v1/proofs');
    expect((await owner.call('GET', SESSION)).body.session.proof_expires_at).toBeNull();
  });

  it('needs none with an API key', async () => {
    const { body } = await owner.call('GET', SESSION);
    const { secret } = await of.world.issueKey(body.organization.id, { environment: 'live' });
    await of.world.passTime(FRESH_MS);
    expect((await of.world.post('/v1/api_keys', secret, KEY)).status).toBe(201);
  });

  it('happens once when it is repeated under its Idempotency-Key after a proof', async () => {
    await of.world.passTime(FRESH_MS);
    const once = { 'idempotency-key': 'once' };
    expect(needsProof(await createKey(once))).toBe(true);
    expect((await owner.prove()).status).toBe(200);
    const [first, again] = [await createKey(once), await createKey(once)];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    const { body } = await owner.call('GET', '/v1/api_keys', { environment: 'live' });
    expect(body.data).toHaveLength(1);
  });
});

describe('a proof', () => {
  beforeEach(() => of.world.passTime(FRESH_MS));

  it('by a code counts for 10 minutes, for its session alone, and is audited', async () => {
    const other = new TestBrowser(of);
    await other.signIn('ines@example.org');
    await of.world.passTime(FRESH_MS);
    const { body } = await owner.prove();
    expect(Date.parse(body.proof_expires_at)).toBe(of.world.clock.now() + FRESH_MS);
    const invite = { body: { email: 'ben@example.org', role: 'auditor' } };
    expect(needsProof(await other.call('POST', '/account/v1/members', invite))).toBe(true);
    expect((await owner.call('POST', '/account/v1/members', invite)).status).toBe(201);
    const audit = await owner.call('GET', '/v1/audit-events', { environment: 'live' });
    const actions = audit.body.data.map(({ action }: { action: string }) => action);
    expect(actions).toContain('session.proven');
    await of.world.passTime(FRESH_MS);
    expect(needsProof(await createKey())).toBe(true);
  });

  it('by a code that is mailed for it opens no session, nor is a code of a sign-in a proof', async () => {
    const code = await owner.requestProofCode();
    expect(of.mail.messages.at(-1)).toMatchObject({ kind: 'proof_code', to: 'ines@example.org' });
    const signIn = { body: { email: 'ines@example.org', code } };
    const thief = new TestBrowser(of);
    expect((await thief.call('POST', '/account/v1/sessions', signIn)).status).toBe(400);
    const other = await thief.requestCode('ines@example.org');
    expect((await owner.call('POST', PROOFS, { body: { code: other } })).status).toBe(400);
    expect((await owner.call('POST', PROOFS, { body: { code } })).status).toBe(200);
    expect((await owner.call('POST', PROOFS, { body: { code } })).status).toBe(400);
  });

  it('by a code is over after five wrong tries, and there is one code a minute', async () => {
    const code = await owner.requestProofCode();
    const again = await owner.call('POST', '/account/v1/proof_codes');
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '60']);
    const left = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const { body } = await owner.call('POST', PROOFS, { body: { code: '000000' } });
      left.push(body.error.message.match(/\d/)?.[0]);
    }
    expect(left).toEqual(['4', '3', '2', '1', undefined]);
    expect((await owner.call('POST', PROOFS, { body: { code } })).status).toBe(400);
    expect(needsProof(await createKey())).toBe(true);
  });

  it('by codes is limited to ten a day, whatever the browser', async () => {
    const statuses = [];
    for (let count = 0; count < 11; count += 1) {
      await of.world.passTime(MINUTE);
      const browser = new TestBrowser(of);
      browser.cookie = owner.cookie;
      statuses.push((await browser.call('POST', '/account/v1/proof_codes')).status);
    }
    expect(statuses.slice(-2)).toEqual([202, 429]);
  });

  it('by a passkey needs one of the member', async () => {
    await owner.prove();
    const ben = await owner.admit('ben@example.org', 'developer');
    expect((await makePasskey(owner, 'cred_1')).status).toBe(201);
    expect((await makePasskey(ben, 'cred_2')).status).toBe(201);
    expect((await owner.call('GET', SESSION)).body.proof_methods).toEqual(['code', 'passkey']);
    await of.world.passTime(FRESH_MS);
    const prove = async (credential_id: string, over?: object) =>
      owner.call('POST', PROOFS, { body: await passkeyOf(credential_id, over) });
    expect((await prove('cred_2')).status).toBe(400);
    expect((await prove('cred_1', { client_data: 'wrong' })).status).toBe(400);
    expect((await prove('cred_1', { challenge: 'a.b.c' })).status).toBe(400);
    expect(needsProof(await createKey())).toBe(true);
    expect((await prove('cred_1')).status).toBe(200);
    expect((await prove('cred_1')).status).toBe(400);
    expect((await createKey()).status).toBe(201);
  });

  it('is exactly one, of a session, from an own page', async () => {
    const code = await owner.requestProofCode();
    const both = { code, ...(await passkeyOf('cred_1')) };
    for (const body of [{}, both]) {
      expect((await owner.call('POST', PROOFS, { body })).body.error.details[0].field).toBe('code');
    }
    const body = { code };
    expect((await new TestBrowser(of).call('POST', PROOFS, { body })).status).toBe(401);
    const headers = { origin: 'https://evil.example' };
    expect((await owner.call('POST', PROOFS, { body, headers })).status).toBe(403);
    expect((await owner.call('POST', PROOFS, { body })).status).toBe(200);
  });
});
