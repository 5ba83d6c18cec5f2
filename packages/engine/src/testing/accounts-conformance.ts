import { describe, expect, it } from 'vitest';
import { totpAt } from '../members/totp.ts';
import type { Store } from '../store/store.ts';
import { FAKE_PASSKEYS } from './fake-passkeys.ts';
import { openAccountWorld, signUp, TestBrowser } from './test-browser.ts';
import { DAY, JOB, MINUTE } from './test-engine.ts';

const SESSION = '/account/v1/sessions/current';
const MEMBERS = '/account/v1/members';
const PASSKEYS = '/account/v1/passkeys';

/**
 * Describes members and their sessions over a Store. Call it in a test file of the adapter; `open` returns an empty store
 * each time.
 */
export function describeAccounts(name: string, open: () => Promise<Store> | Store): void {
  async function begin() {
    const of = openAccountWorld({}, { store: await open() });
    return { of, owner: await signUp(of) };
  }

  describe(name, () => {
    it('keeps members, their roles and sessions, and what they do', async () => {
      const { of, owner } = await begin();
      const ben = await owner.admit('Ben@Example.org', 'developer');
      const { body: signedIn } = await ben.call('GET', SESSION);
      expect(signedIn).toMatchObject({
        member: { email: 'ben@example.org', role: 'developer', status: 'active' },
        organization: { name: 'Tabletop Research' },
        session: { user_agent: 'Test browser' },
      });
      expect((await ben.call('POST', '/v1/jobs', { body: JOB })).status).toBe(201);
      const key = { name: 'Mine', scopes: ['jobs:read'] };
      expect((await ben.call('POST', '/v1/api_keys', { body: key })).status).toBe(201);
      const { body: audit } = await owner.call('GET', '/v1/audit-events');
      const actor = { type: 'member', id: signedIn.member.id };
      expect(audit.data).toMatchObject([
        { action: 'api_key.created', actor },
        { action: 'job.created', actor },
      ]);
      await of.world.passTime(MINUTE);
      await ben.call('GET', SESSION);
      const sessions = (await ben.call('GET', '/account/v1/sessions')).body.data;
      expect(sessions).toMatchObject([{ is_current: true, last_used_at: expect.any(String) }]);
      await ben.call('DELETE', SESSION);
      await ben.signIn('ben@example.org');
      expect((await ben.call('GET', SESSION)).body.organization).toEqual(signedIn.organization);
    });

    it('ends sessions at once with a role, a membership or an organization', async () => {
      const { of, owner } = await begin();
      const ben = await owner.admit('ben@example.org', 'developer');
      const eve = await owner.admit('eve@example.org', 'owner');
      const idOf = async (browser: TestBrowser) =>
        (await browser.call('GET', SESSION)).body.member.id;
      const role = { body: { role: 'finance' } };
      await owner.call('PATCH', `${MEMBERS}/${await idOf(ben)}`, role);
      await owner.call('DELETE', `${MEMBERS}/${await idOf(eve)}`);
      for (const browser of [ben, eve]) {
        expect((await browser.call('GET', '/v1/jobs')).status).toBe(401);
      }
      const { id } = (await owner.call('GET', SESSION)).body.organization;
      const erasure = { target: 'organization', confirm_organization_id: id };
      await owner.call('POST', '/v1/privacy/erasures', { environment: 'live', body: erasure });
      await of.world.passTime(DAY);
      expect((await owner.call('GET', SESSION)).status).toBe(401);
      expect(await of.world.ports.store.read(({ members }) => members.count({}))).toBe(0);
    });

    it('keeps the passkeys of a member apart from those of others, and ends them with the member', async () => {
      const of = openAccountWorld({}, { store: await open(), passkeys: FAKE_PASSKEYS });
      const owner = await signUp(of);
      const ben = await owner.admit('ben@example.org', 'developer');
      const make = async (browser: TestBrowser, credential_id: string) => {
        const { challenge } = (await browser.call('GET', `${PASSKEYS}/challenge`)).body;
        const made = { name: 'Laptop', client_data: 'right', attestation: 'x' };
        const body = { challenge, credential_id, ...made };
        return (await browser.call('POST', PASSKEYS, { body })).status;
      };
      expect([await make(owner, 'cred_1'), await make(ben, 'cred_2')]).toEqual([201, 201]);
      const use = async (credential_id: string) => {
        const browser = new TestBrowser(of);
        const { challenge } = (await browser.call('GET', '/account/v1/passkey_challenge')).body;
        const used = { client_data: 'right', authenticator_data: 'x', signature: '1' };
        const body = { challenge, credential_id, ...used };
        return browser.call('POST', '/account/v1/passkey_sessions', { body });
      };
      const { body: signedIn } = await use('cred_2');
      expect(signedIn.member.email).toBe('ben@example.org');
      expect((await ben.call('GET', PASSKEYS)).body.data).toMatchObject([{ name: 'Laptop' }]);
      await owner.call('DELETE', `${MEMBERS}/${signedIn.member.id}`);
      expect((await use('cred_2')).status).toBe(400);
      expect((await use('cred_1')).status).toBe(201);
    });

    it('keeps an authenticator app, and takes each of its codes once of many uses at the same time', async () => {
      const { of, owner } = await begin();
      const { secret } = (await owner.call('POST', '/account/v1/authenticator')).body;
      const confirm = { body: { totp: await totpAt(secret, of.world.clock.now()) } };
      const { body } = await owner.call('POST', '/account/v1/authenticator/confirm', confirm);
      await of.world.passTime(MINUTE);
      const now = await totpAt(secret, of.world.clock.now());
      for (const totp of [now, body.codes[0]]) {
        const uses = Array.from({ length: 4 }, () =>
          owner.call('POST', '/account/v1/proofs', { body: { totp } }),
        );
        const statuses = (await Promise.all(uses)).map(({ status }) => status);
        expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      }
      const shown = (await owner.call('GET', '/account/v1/authenticator')).body;
      expect(shown).toMatchObject({ is_enabled: true, recovery_codes_left: 9 });
    });

    it('keeps an owner when two take the role from each other at once', async () => {
      const { owner } = await begin();
      const eve = await owner.admit('eve@example.org', 'owner');
      const idOf = async (browser: TestBrowser) =>
        (await browser.call('GET', SESSION)).body.member.id;
      const body = { role: 'auditor' };
      const [mine, theirs] = [await idOf(owner), await idOf(eve)];
      const taken = await Promise.all([
        owner.call('PATCH', `${MEMBERS}/${theirs}`, { body }),
        eve.call('PATCH', `${MEMBERS}/${mine}`, { body }),
      ]);
      expect(taken.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('opens one organization for an address that signs up twice at once', async () => {
      const of = openAccountWorld({}, { store: await open() });
      const browsers = [new TestBrowser(of), new TestBrowser(of)];
      const code = await (browsers[0] as TestBrowser).requestCode('ines@example.org');
      const body = { email: 'ines@example.org', code, organization_name: 'Tabletop' };
      const signedIn = await Promise.all(
        browsers.map((browser) => browser.call('POST', '/account/v1/sessions', { body })),
      );
      expect(signedIn.filter(({ status }) => status === 201)).toHaveLength(1);
      const count = await of.world.ports.store.read(({ members }) => members.count({}));
      expect(count).toBe(1);
    });
  });
}
