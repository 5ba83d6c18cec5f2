import { beforeEach, describe, expect, it } from 'vitest';
import { FAKE_PASSKEYS } from '../testing/fake-passkeys.ts';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  TestBrowser,
} from '../testing/test-browser.ts';
import { DAY, MINUTE } from '../testing/test-engine.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';

const SESSION = '/account/v1/sessions/current';
const PASSKEYS = '/account/v1/passkeys';

let of: AccountWorld;
let owner: TestBrowser;

beforeEach(async () => {
  of = openAccountWorld({ people: peopleService }, { passkeys: FAKE_PASSKEYS });
  owner = await signUp(of);
});

async function make(browser: TestBrowser, credential_id = 'cred_1', over: object = {}) {
  const { body } = await browser.call('GET', `${PASSKEYS}/challenge`);
  return browser.call('POST', PASSKEYS, {
    body: {
      challenge: body.challenge,
      name: 'Laptop',
      credential_id,
      client_data: 'right',
      attestation: 'x',
      ...over,
    },
  });
}

async function challengeOf(browser = new TestBrowser(of)): Promise<string> {
  return (await browser.call('GET', '/account/v1/passkey_challenge')).body.challenge;
}

async function use(browser: TestBrowser, over: object = {}) {
  const body = {
    challenge: await challengeOf(),
    credential_id: 'cred_1',
    client_data: 'right',
    authenticator_data: 'x',
    signature: '1',
    ...over,
  };
  return browser.call('POST', '/account/v1/passkey_sessions', { body });
}

const memberOf = async (browser: TestBrowser) => (await browser.call('GET', SESSION)).body.member;

describe('a passkey of a member', () => {
  it('signs in whom it belongs to, is listed with its last use, mailed and audited', async () => {
    expect((await make(owner)).status).toBe(201);
    await of.world.passTime(MINUTE);
    const mail = of.mail.messages.at(-1);
    expect(mail).toMatchObject({ kind: 'passkey_added', to: 'ines@example.org' });
    const browser = new TestBrowser(of);
    const used = await use(browser);
    expect([used.status, used.body.member.email]).toEqual([201, 'ines@example.org']);
    expect((await memberOf(browser)).role).toBe('owner');
    const { body } = await owner.call('GET', PASSKEYS);
    expect(body.data).toMatchObject([{ name: 'Laptop', last_used_at: expect.any(String) }]);
    expect(JSON.stringify(body)).not.toContain('cred_1');
    const audit = await owner.call('GET', '/v1/audit-events', { environment: 'live' });
    const actions = audit.body.data.map(({ action }: { action: string }) => action);
    expect(actions.slice(0, 2)).toEqual(['session.created', 'passkey.added']);
  });

  it('names the organization beside the address, for who acts for several', async () => {
    const { body } = await owner.call('GET', `${PASSKEYS}/challenge`);
    expect(body.options.holder.name).toBe('ines@example.org (Tabletop Research)');
  });

  it('starts a session of a new value, and ends the one that the browser had', async () => {
    await make(owner);
    const former = owner.cookie;
    expect((await use(owner)).status).toBe(201);
    expect(owner.cookie).not.toBe(former);
    const stolen = { headers: { cookie: former } };
    expect((await new TestBrowser(of).call('GET', SESSION, stolen)).status).toBe(401);
  });

  it('needs a challenge for this purpose that nobody has used, for 5 minutes', async () => {
    await make(owner);
    const browser = new TestBrowser(of);
    const challenge = await challengeOf();
    expect((await use(browser, { challenge })).status).toBe(201);
    const again = { signature: '2' };
    expect((await use(browser, { ...again, challenge })).status).toBe(400);
    const late = await challengeOf();
    await of.world.passTime(5 * MINUTE);
    expect((await use(browser, { ...again, challenge: late })).status).toBe(400);
    const own = (await owner.call('GET', `${PASSKEYS}/challenge`)).body.challenge;
    expect((await use(browser, { ...again, challenge: own })).status).toBe(400);
    const workers = (await of.world.get('/worker/v1/passkey_challenge', '')).body.challenge;
    expect((await use(browser, { ...again, challenge: workers })).status).toBe(400);
  });

  it('is made with a challenge of its own member alone', async () => {
    const ben = await owner.admit('ben@example.org', 'developer');
    const { challenge } = (await owner.call('GET', `${PASSKEYS}/challenge`)).body;
    expect((await make(ben, 'cred_1', { challenge })).status).toBe(400);
    const signIn = await challengeOf();
    expect((await make(ben, 'cred_1', { challenge: signIn })).status).toBe(400);
  });

  it('is answered alike whatever is wrong, with a passkey that exists and one that does not', async () => {
    await make(owner);
    const wrong = [
      { credential_id: 'other' },
      { client_data: 'wrong' },
      { signature: '0' },
      { challenge: 'nonsense' },
    ];
    const answers = [];
    for (const over of wrong) answers.push(await use(new TestBrowser(of), over));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(new Set(answers.map(({ body }) => body.error.message)).size).toBe(1);
  });

  it('is refused when its counter does not advance', async () => {
    await make(owner);
    expect((await use(new TestBrowser(of), { signature: '5' })).status).toBe(201);
    expect((await use(new TestBrowser(of), { signature: '5' })).status).toBe(400);
  });

  it('signs in no worker, nor the passkey of a worker a member', async () => {
    await make(owner);
    const used = {
      client_data: 'right',
      authenticator_data: 'x',
      signature: '1',
    };
    const asWorker = async (credential_id: string) => {
      const { challenge } = (await of.world.get('/worker/v1/passkey_challenge', '')).body;
      const body = { ...used, challenge, credential_id };
      return (await of.world.post('/worker/v1/passkey_sessions', '', body)).status;
    };
    expect(await asWorker('cred_1')).toBe(400);
    const email = 'olu@example.org';
    await of.world.post('/worker/v1/sign_in_codes', '', { email });
    await of.world.passTime(0);
    const code = of.mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0];
    const body = { email, code, delivery: 'token' };
    const { token } = (await of.world.post('/worker/v1/sessions', '', body)).body;
    const { challenge } = (await of.world.get('/worker/v1/me/passkey_challenge', token)).body;
    const made = { challenge, name: 'Phone', credential_id: 'cred_2', attestation: 'x' };
    await of.world.post('/worker/v1/me/passkeys', token, { ...made, client_data: 'right' });
    expect(await asWorker('cred_2')).toBe(201);
    expect((await use(new TestBrowser(of), { credential_id: 'cred_2' })).status).toBe(400);
  });

  it('signs in nobody once it, its member or its organization is gone', async () => {
    const ben = await owner.admit('ben@example.org', 'developer');
    const { id } = (await make(owner)).body;
    await make(ben, 'cred_2');
    await make(owner, 'cred_3');
    expect((await ben.call('DELETE', `${PASSKEYS}/${id}`)).status).toBe(404);
    expect((await owner.call('DELETE', `${PASSKEYS}/${id}`)).status).toBe(204);
    expect((await use(new TestBrowser(of))).status).toBe(400);
    await owner.call('DELETE', `/account/v1/members/${(await memberOf(ben)).id}`);
    expect((await use(new TestBrowser(of), { credential_id: 'cred_2' })).status).toBe(400);
    const { organization } = (await owner.call('GET', SESSION)).body;
    const erasure = { target: 'organization', confirm_organization_id: organization.id };
    await owner.call('POST', '/v1/privacy/erasures', { environment: 'live', body: erasure });
    await of.world.passTime(DAY);
    expect((await use(new TestBrowser(of), { credential_id: 'cred_3' })).status).toBe(400);
    expect(await of.world.store.read(({ passkeys }) => passkeys.count({}))).toBe(0);
  });

  it('is a 404 on a service without a host name', async () => {
    of = openAccountWorld();
    const browser = await signUp(of);
    for (const path of ['/account/v1/passkey_challenge', `${PASSKEYS}/challenge`]) {
      expect((await browser.call('GET', path)).status).toBe(404);
    }
    expect((await use(browser, { challenge: 'a.b.c' })).status).toBe(404);
    expect((await browser.call('GET', PASSKEYS)).body.data).toEqual([]);
  });
});
