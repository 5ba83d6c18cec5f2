import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  TestBrowser,
} from '../testing/test-browser.ts';
import { DAY, HOUR, MINUTE, ORIGIN, TestEngine } from '../testing/test-engine.ts';

const EMAIL = 'ines@example.org';
const SESSION = '/account/v1/sessions/current';

let of: AccountWorld;
let browser: TestBrowser;

beforeEach(() => {
  of = openAccountWorld();
  browser = new TestBrowser(of);
});

describe('signing up', () => {
  it('opens an organization for an address that has proven to be its own, with free credits', async () => {
    const { status, body } = await browser.signIn(EMAIL, 'Tabletop Research');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      member: { email: EMAIL, role: 'owner', status: 'active' },
      organization: { name: 'Tabletop Research' },
      session: { user_agent: 'Test browser', is_current: true },
    });
    const credits = await browser.call('GET', '/v1/billing/credits', { environment: 'live' });
    expect(credits.body.available_cents).toBe(250);
  });

  it('asks for a name when the address acts for no organization, and keeps the code', async () => {
    const code = await browser.requestCode(EMAIL);
    const signIn = (more: object) =>
      browser.call('POST', '/account/v1/sessions', { body: { email: EMAIL, code, ...more } });
    const { status, body } = await signIn({});
    expect([status, body.error.details[0].field]).toEqual([400, 'organization_name']);
    expect((await signIn({ organization_name: 'Tabletop' })).status).toBe(201);
    expect((await signIn({ organization_name: 'Tabletop' })).status).toBe(400);
  });

  it('applies the rules of the operator for sign-ups, but tells only who has the code', async () => {
    of = openAccountWorld({
      async admitSignup() {
        throw new ApiError('authorization_error', 'Nobody may sign up here');
      },
    });
    browser = new TestBrowser(of);
    const wrong = { email: EMAIL, code: '000000', organization_name: 'Tabletop' };
    await browser.requestCode(EMAIL);
    expect((await browser.call('POST', '/account/v1/sessions', { body: wrong })).status).toBe(400);
    await of.world.passTime(MINUTE);
    expect((await browser.signIn(EMAIL, 'Tabletop')).status).toBe(403);
  });

  it('makes who signed up with a key the first owner, but nobody whose address a key set later', async () => {
    const signup = { name: 'Acme', email: EMAIL };
    const { body } = await of.world.call('POST', '/v1/auth/signup', { body: signup });
    const other = 'mallory@example.org';
    await of.world.call('PATCH', '/v1/organization/settings', {
      key: body.api_key,
      body: { email: other },
    });
    expect((await browser.signIn(other, 'Mine')).status).toBe(409);
    await of.world.call('PATCH', '/v1/organization/settings', {
      key: body.api_key,
      body: { email: EMAIL },
    });
    const signedIn = await browser.signIn(EMAIL);
    expect(signedIn.body.organization.id).toBe(body.organization_id);
    expect(signedIn.body.member.role).toBe('owner');
  });
});

describe('signing in', () => {
  it('answers the same for a known and an unknown address until the code is right', async () => {
    await signUp(of);
    await of.world.passTime(MINUTE);
    const answers = [];
    for (const email of [EMAIL, 'nobody@example.org']) {
      const other = new TestBrowser(of);
      const requested = await other.call('POST', '/account/v1/sign_in_codes', { body: { email } });
      const tried = [];
      for (const more of [{}, { organization_name: 'A' }, { organization_id: 'org_1' }]) {
        const body = { email, code: '000000', ...more };
        const { status, body: answer } = await other.call('POST', '/account/v1/sessions', { body });
        tried.push([status, answer.error.message]);
      }
      answers.push([requested.status, requested.body, tried]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('ends a code after five wrong tries', async () => {
    const code = await browser.requestCode(EMAIL);
    const signIn = (entered: string) =>
      browser.call('POST', '/account/v1/sessions', {
        body: { email: EMAIL, code: entered, organization_name: 'Tabletop' },
      });
    for (let tries = 0; tries < 5; tries += 1) await signIn('000000');
    expect((await signIn(code)).status).toBe(400);
  });

  it('takes no code of a worker', async () => {
    const { peopleService } = await import('../worker-dispatch/people-service.ts');
    of = openAccountWorld({ people: peopleService });
    browser = new TestBrowser(of);
    await of.world.post('/worker/v1/sign_in_codes', '', { email: EMAIL });
    await of.world.passTime(0);
    const code = of.mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0];
    const body = { email: EMAIL, code, organization_name: 'Tabletop' };
    expect((await browser.call('POST', '/account/v1/sessions', { body })).status).toBe(400);
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { headers } = await browser.signIn(EMAIL, 'Tabletop');
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-fh_member=fh_member_\w{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('makes a new session each time, and ends the one that the browser had', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const former = browser.cookie;
    await of.world.passTime(MINUTE);
    await browser.signIn(EMAIL);
    expect(browser.cookie).not.toBe(former);
    const headers = { cookie: former };
    expect((await browser.call('GET', SESSION, { headers })).status).toBe(401);
    expect((await browser.call('GET', SESSION)).status).toBe(200);
  });

  it('chooses the organization that joined last, or the one that is named', async () => {
    const ours = await signUp(of);
    const owner = await signUp(of, 'ben@example.org');
    const { body: first } = await ours.call('GET', SESSION);
    await of.world.passTime(MINUTE);
    await owner.admit(EMAIL, 'auditor');
    expect((await browser.signIn(EMAIL)).body.member.role).toBe('auditor');
    const code = await new TestBrowser(await later()).requestCode(EMAIL);
    const body = { email: EMAIL, code, organization_id: first.organization.id };
    const named = await browser.call('POST', '/account/v1/sessions', { body });
    expect(named.body.organization.id).toBe(first.organization.id);
  });

  async function later(): Promise<AccountWorld> {
    await of.world.passTime(MINUTE);
    return of;
  }
});

describe('a session', () => {
  it('ends 12 hours after its last use, and 7 days after it began', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      expect((await browser.call('GET', SESSION)).status).toBe(200);
      await of.world.passTime(11 * HOUR);
    }
    await of.world.passTime(11 * HOUR);
    expect((await browser.call('GET', SESSION)).status).toBe(401);
    await browser.signIn(EMAIL);
    await of.world.passTime(12 * HOUR);
    expect((await browser.call('GET', SESSION)).status).toBe(401);
  });

  it('ends when its member signs out, or ends it from elsewhere', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const stolen = { cookie: browser.cookie };
    await browser.call('DELETE', SESSION);
    expect(browser.cookie).toBe('');
    expect((await browser.call('GET', SESSION, { headers: stolen })).status).toBe(401);
    await of.world.passTime(MINUTE);
    const lost = new TestBrowser(of);
    await lost.signIn(EMAIL);
    await of.world.passTime(MINUTE);
    await browser.signIn(EMAIL);
    const { body } = await browser.call('GET', '/account/v1/sessions');
    const [current, other] = body.data;
    expect([current.is_current, other.is_current]).toEqual([true, false]);
    await browser.call('DELETE', `/account/v1/sessions/${other.id}`);
    expect((await lost.call('GET', SESSION)).status).toBe(401);
    expect((await browser.call('GET', SESSION)).status).toBe(200);
  });

  it('makes room for another when a member has 20', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    for (let count = 0; count < 20; count += 1) {
      await of.world.passTime(3 * HOUR);
      await new TestBrowser(of).signIn(EMAIL);
      await browser.call('GET', SESSION);
    }
    const sessions = await of.world.store.read(({ api_keys }) =>
      api_keys.count({ where: { kind: 'session' } }),
    );
    expect(sessions).toBeLessThanOrEqual(20);
  });

  it('chooses the environment of each request, test unless it says live', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const title = { title: 'In test', ...JOB };
    expect((await browser.call('POST', '/v1/jobs', { body: title })).status).toBe(201);
    const count = async (environment?: 'live' | 'test') =>
      (await browser.call('GET', '/v1/jobs', environment && { environment })).body.data.length;
    expect([await count(), await count('test'), await count('live')]).toEqual([1, 1, 0]);
    const headers = { 'firsthand-environment': 'prod' };
    expect((await browser.call('GET', '/v1/jobs', { headers })).status).toBe(400);
  });

  it('leaves requests with an API key alone, and opens nothing as a bearer token', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const token = browser.cookie.split('=')[1] ?? '';
    for (const path of ['/v1/jobs', SESSION]) {
      expect((await of.world.get(path, token)).status).toBe(401);
    }
    const headers = { authorization: 'Bearer fh_test_sk_wrongwrongwrong' };
    expect((await browser.call('GET', '/v1/jobs', { headers })).status).toBe(401);
  });

  it('ends with its organization', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const { body } = await browser.call('GET', SESSION);
    const { id } = body.organization;
    const erasure = { target: 'organization', confirm_organization_id: id };
    const { secret } = await of.world.issueKey(id, { environment: 'live' });
    const asked = await of.world.post('/v1/privacy/erasures', secret, erasure);
    expect(asked.status).toBe(201);
    await of.world.passTime(DAY);
    expect((await browser.call('GET', SESSION)).status).toBe(401);
    expect((await browser.call('GET', '/v1/jobs')).status).toBe(401);
    expect(await of.world.store.read(({ members }) => members.count({}))).toBe(0);
  });

  it('does not exist on a host without accounts', async () => {
    await browser.signIn(EMAIL, 'Tabletop');
    const without = new TestEngine({ origin: ORIGIN }, { store: of.world.ports.store });
    const headers = { cookie: browser.cookie };
    expect((await without.call('GET', '/v1/jobs', { headers })).status).toBe(401);
    expect((await without.call('GET', SESSION, { headers })).status).toBe(404);
  });
});

const JOB = {
  type: 'data_collection',
  description: 'Shop fronts',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};
