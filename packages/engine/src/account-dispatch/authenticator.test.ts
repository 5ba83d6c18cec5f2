import { beforeEach, describe, expect, it } from 'vitest';
import { totpAt } from '../members/totp.ts';
import { FAKE_PASSKEYS } from '../testing/fake-passkeys.ts';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  TestBrowser,
} from '../testing/test-browser.ts';
import { DAY, HOUR, MINUTE } from '../testing/test-engine.ts';

const SESSION = '/account/v1/sessions/current';
const AUTHENTICATOR = '/account/v1/authenticator';
const PROOFS = '/account/v1/proofs';
const EMAIL = 'ines@example.org';

let of: AccountWorld;
let owner: TestBrowser;

beforeEach(async () => {
  of = openAccountWorld({}, { passkeys: FAKE_PASSKEYS });
  owner = await signUp(of);
});

/** Adds and confirms an app, and waits until its next code. */
async function enable(browser = owner) {
  const { secret } = (await browser.call('POST', AUTHENTICATOR)).body;
  const { status, body } = await confirm(secret, browser);
  if (status !== 201) throw new Error(`Nothing was confirmed: ${status}`);
  await of.world.passTime(MINUTE);
  return { secret: secret as string, codes: body.codes as string[] };
}

async function confirm(secret: string, browser = owner) {
  const totp = await totpAt(secret, of.world.clock.now());
  return browser.call('POST', `${AUTHENTICATOR}/confirm`, { body: { totp } });
}

const codeNow = (secret: string) => totpAt(secret, of.world.clock.now());

function signIn(browser: TestBrowser, code: string, totp?: string) {
  const body = { email: EMAIL, code, ...(totp !== undefined && { totp }) };
  return browser.call('POST', '/account/v1/sessions', { body });
}

describe('an authenticator app', () => {
  it('counts once a code of it has confirmed it, and the member is told by mail', async () => {
    const { body } = await owner.call('POST', AUTHENTICATOR);
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.uri).toContain(`otpauth://totp/FirstHandAPI:ines%40example.org?secret=`);
    expect((await owner.call('GET', AUTHENTICATOR)).body.is_enabled).toBe(false);
    const wrong = { body: { totp: '000000' } };
    expect((await owner.call('POST', `${AUTHENTICATOR}/confirm`, wrong)).status).toBe(400);
    const confirmed = await confirm(body.secret);
    expect(new Set(confirmed.body.codes).size).toBe(10);
    await of.world.passTime(0);
    expect(of.mail.messages.at(-1)).toMatchObject({ kind: 'authenticator_added', to: EMAIL });
    const shown = (await owner.call('GET', AUTHENTICATOR)).body;
    expect(shown).toMatchObject({ is_enabled: true, recovery_codes_left: 10 });
    expect((await owner.call('POST', AUTHENTICATOR)).status).toBe(409);
    expect((await confirm(body.secret)).status).toBe(409);
  });

  it('is needed beside the mailed code, which can still be used when it was missing or wrong', async () => {
    const { secret } = await enable();
    const browser = new TestBrowser(of);
    const code = await browser.requestCode(EMAIL);
    const missing = await signIn(browser, code);
    expect([missing.status, missing.body.error.details[0].field]).toEqual([400, 'totp']);
    expect((await signIn(browser, code, '000000')).status).toBe(400);
    expect(browser.cookie).toBe('');
    expect((await signIn(browser, code, await codeNow(secret))).status).toBe(201);
  });

  it('tells nobody without the mailed code that there is one', async () => {
    await enable();
    const browser = new TestBrowser(of);
    await browser.requestCode(EMAIL);
    const known = await signIn(browser, '000000');
    const other = { body: { email: 'nobody@example.org', code: '000000' } };
    await browser.requestCode('nobody@example.org');
    const unknown = await browser.call('POST', '/account/v1/sessions', other);
    expect(known.body.error.message).toBe(unknown.body.error.message);
  });

  it('takes a code once, and none that is older than one that was used', async () => {
    const { secret } = await enable();
    const before = await codeNow(secret);
    await of.world.passTime(MINUTE / 2);
    const totp = await codeNow(secret);
    const prove = (entered: string) => owner.call('POST', PROOFS, { body: { totp: entered } });
    expect((await prove(totp)).status).toBe(200);
    expect((await prove(totp)).status).toBe(400);
    expect((await prove(before)).status).toBe(400);
    await of.world.passTime(MINUTE / 2);
    expect((await prove(await codeNow(secret))).status).toBe(200);
  });

  it('is locked after five wrong codes, for 15 minutes and then twice as long, until a right one', async () => {
    const { secret } = await enable();
    const prove = (totp: string) => owner.call('POST', PROOFS, { body: { totp } });
    const fail = async () => {
      for (let tries = 0; tries < 5; tries += 1) await prove('000000');
      return (await prove(await codeNow(secret))).body.error?.message;
    };
    expect(await fail()).toContain('15 minutes');
    await of.world.passTime(15 * MINUTE);
    expect(await fail()).toContain('30 minutes');
    await of.world.passTime(30 * MINUTE);
    expect((await prove(await codeNow(secret))).status).toBe(200);
    expect(await fail()).toContain('15 minutes');
  });

  it('takes the place of the mailed code in a proof', async () => {
    const { secret } = await enable();
    expect((await owner.call('GET', SESSION)).body.proof_methods).toEqual(['totp']);
    const code = await owner.requestProofCode();
    const byMail = await owner.call('POST', PROOFS, { body: { code } });
    expect([byMail.status, byMail.body.error.details[0].field]).toEqual([400, 'totp']);
    const body = { totp: await codeNow(secret) };
    expect((await owner.call('POST', PROOFS, { body })).status).toBe(200);
    const ben = await owner.admit('ben@example.org', 'developer');
    expect((await ben.call('POST', PROOFS, { body })).status).toBe(400);
  });

  it('is removed with a fresh proof, or with its member, and then needed no more', async () => {
    const { secret } = await enable();
    await of.world.passTime(10 * MINUTE);
    expect((await owner.call('DELETE', AUTHENTICATOR)).status).toBe(403);
    await owner.call('POST', PROOFS, { body: { totp: await codeNow(secret) } });
    const ben = await owner.admit('ben@example.org', 'developer');
    await enable(ben);
    const { member } = (await ben.call('GET', SESSION)).body;
    expect((await owner.call('DELETE', AUTHENTICATOR)).status).toBe(204);
    await owner.call('DELETE', `/account/v1/members/${member.id}`);
    expect(await of.world.store.read(({ authenticators }) => authenticators.count({}))).toBe(0);
    expect((await new TestBrowser(of).signIn(EMAIL)).status).toBe(201);
    const actions = (await owner.call('GET', '/v1/audit-events', { environment: 'live' })).body.data
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => action.startsWith('authenticator'));
    expect(actions).toEqual([
      'authenticator.removed',
      'authenticator.added',
      'authenticator.added',
    ]);
  });

  it('is erased with its organization', async () => {
    await enable();
    const { organization } = (await owner.call('GET', SESSION)).body;
    const body = { target: 'organization', confirm_organization_id: organization.id };
    await owner.call('POST', '/v1/privacy/erasures', { environment: 'live', body });
    await of.world.passTime(DAY);
    expect(await of.world.store.read(({ authenticators }) => authenticators.count({}))).toBe(0);
  });
});

describe('recovery codes', () => {
  it('each work once in the place of a code of the app, and are stored as hashes', async () => {
    const { codes } = await enable();
    const [first = '', second = ''] = codes;
    const stored = await of.world.store.read(({ authenticators }) =>
      authenticators.list({ limit: 1 }),
    );
    expect(JSON.stringify(stored)).not.toContain(first);
    const browser = new TestBrowser(of);
    const spaced = first.replaceAll(/(.{4})(?=.)/g, '$1-');
    expect((await signIn(browser, await browser.requestCode(EMAIL), spaced)).status).toBe(201);
    await of.world.passTime(MINUTE);
    const code = await browser.requestCode(EMAIL);
    expect((await signIn(browser, code, first)).status).toBe(400);
    expect((await signIn(browser, code, second)).status).toBe(201);
    expect((await owner.call('GET', AUTHENTICATOR)).body.recovery_codes_left).toBe(8);
  });

  it('are replaced by new ones, for who has an app', async () => {
    const renew = () => owner.call('POST', '/account/v1/recovery_codes');
    expect((await renew()).status).toBe(409);
    const { codes } = await enable();
    const { body } = await renew();
    expect(body.codes).toHaveLength(10);
    const prove = (totp: string) => owner.call('POST', PROOFS, { body: { totp } });
    expect((await prove(codes[0] ?? '')).status).toBe(400);
    expect((await prove(body.codes[0])).status).toBe(200);
    await of.world.passTime(HOUR);
    expect((await prove(body.codes[0])).status).toBe(400);
  });
});
