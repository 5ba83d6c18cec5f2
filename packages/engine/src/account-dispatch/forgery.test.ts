import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  type TestBrowser,
} from '../testing/test-browser.ts';
import { HOUR, JOB, MINUTE, ORIGIN, type TestResponse } from '../testing/test-engine.ts';

const SESSION = '/account/v1/sessions/current';
const MEMBERS = '/account/v1/members';

/** What an attacker may try with, or without, the cookie of a victim. */
interface Scene {
  readonly of: AccountWorld;
  readonly victim: TestBrowser;
  readonly cookie: string;
  readonly attacker: TestBrowser;
  /** Sends a request exactly as it is described: no header is added. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<TestResponse>;
}

let scene: Scene;

beforeEach(async () => {
  const of = openAccountWorld();
  const victim = await signUp(of);
  const attacker = await signUp(of, 'mallory@example.net');
  scene = {
    of,
    victim,
    cookie: victim.cookie,
    attacker,
    send: (method, path, headers, body) =>
      of.world.call(method, path, { headers, body, ip: '192.0.2.200' }),
  };
});

type Forgery = (scene: Scene) => Promise<TestResponse>;

const json = { 'content-type': 'application/json' };
const invitation = { email: 'mallory@example.net', role: 'owner' };

/** The first ten come from pages of other origins, in the browser of the victim. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'a job from another origin': ({ send, cookie }) =>
    send('POST', '/v1/jobs', { cookie, origin: 'https://evil.example' }, JOB),
  'a job without an origin': ({ send, cookie }) => send('POST', '/v1/jobs', { cookie }, JOB),
  'a job from a sandboxed frame': ({ send, cookie }) =>
    send('POST', '/v1/jobs', { cookie, origin: 'null' }, JOB),
  'a key from the same host without https': ({ send, cookie }) => {
    const origin = ORIGIN.replace('https:', 'http:');
    return send('POST', '/v1/api_keys', { cookie, origin }, { name: 'Mine' });
  },
  'a key from another port': ({ send, cookie }) =>
    send('POST', '/v1/api_keys', { cookie, origin: `${ORIGIN}:8443` }, { name: 'Mine' }),
  'a key from a host that begins alike': ({ send, cookie }) =>
    send('POST', '/v1/api_keys', { cookie, origin: `${ORIGIN}.evil.example` }, { name: 'Mine' }),
  'an invitation from another origin': ({ send, cookie }) =>
    send('POST', MEMBERS, { cookie, origin: 'https://evil.example' }, invitation),
  'an invitation as a form would send it': ({ send, cookie }) =>
    send(
      'POST',
      MEMBERS,
      { cookie, origin: 'https://evil.example', 'content-type': 'text/plain' },
      JSON.stringify(invitation),
    ),
  'an invitation as text from our own origin': ({ send, cookie }) =>
    send(
      'POST',
      MEMBERS,
      { cookie, origin: ORIGIN, 'content-type': 'text/plain' },
      JSON.stringify(invitation),
    ),
  'a sign-out from another origin': ({ send, cookie }) =>
    send('DELETE', SESSION, { cookie, origin: 'https://evil.example' }),
  "a sign-in as the attacker, from the attacker's page": async ({ send, attacker, of }) => {
    await of.world.passTime(MINUTE);
    const code = await attacker.requestCode('mallory@example.net');
    const body = { email: 'mallory@example.net', code };
    return send('POST', '/account/v1/sessions', { ...json, origin: 'https://evil.example' }, body);
  },
  'a passkey from another origin': ({ send, cookie }) => {
    const made = { challenge: 'a.b.c', name: 'Mine', credential_id: 'c', client_data: 'x' };
    const headers = { ...json, cookie, origin: 'https://evil.example' };
    return send('POST', '/account/v1/passkeys', headers, { ...made, attestation: 'x' });
  },
  'a sign-in with a passkey from another origin': ({ send }) => {
    const used = { client_data: 'x', authenticator_data: 'x', signature: 'x' };
    const body = { challenge: 'a.b.c', credential_id: 'c', ...used };
    const headers = { ...json, origin: 'https://evil.example' };
    return send('POST', '/account/v1/passkey_sessions', headers, body);
  },
  'a session that the attacker chose': async ({ of, attacker, victim }) => {
    const fixed = attacker.cookie.replace(/\w{43}$/, 'A'.repeat(43));
    victim.cookie = fixed;
    await of.world.passTime(MINUTE);
    await victim.signIn('ines@example.org');
    return attacker.call('GET', SESSION, { headers: { cookie: fixed } });
  },
  'a session stolen before its member signed out': async ({ victim, attacker, cookie }) => {
    await victim.call('DELETE', SESSION);
    return attacker.call('GET', '/v1/jobs', { headers: { cookie } });
  },
  'a session stolen before its member got another role': async ({ victim, attacker, of }) => {
    const ben = await victim.admit('ben@example.org', 'developer');
    const stolen = ben.cookie;
    const { body } = await ben.call('GET', SESSION);
    await victim.call('PATCH', `${MEMBERS}/${body.member.id}`, { body: { role: 'auditor' } });
    await of.world.passTime(1);
    return attacker.call('POST', '/v1/jobs', { headers: { cookie: stolen }, body: JOB });
  },
  'a session stolen before its member was removed': async ({ victim, attacker }) => {
    const ben = await victim.admit('ben@example.org', 'owner');
    const stolen = ben.cookie;
    const { body } = await ben.call('GET', SESSION);
    await victim.call('DELETE', `${MEMBERS}/${body.member.id}`);
    return attacker.call('GET', MEMBERS, { headers: { cookie: stolen } });
  },
  'a session that nobody used for 12 hours': async ({ attacker, cookie, of }) => {
    await of.world.passTime(12 * HOUR);
    return attacker.call('GET', '/v1/jobs', { headers: { cookie } });
  },
  'a session with another secret': ({ attacker, cookie }) =>
    attacker.call('GET', SESSION, { headers: { cookie: cookie.replace(/.{4}$/, '0000') } }),
  'a session under the name that is for servers without https': ({ attacker, cookie }) =>
    attacker.call('GET', SESSION, { headers: { cookie: cookie.replace('__Host-', '') } }),
  "another organization's member": async ({ victim, attacker }) => {
    const { body } = await victim.call('GET', SESSION);
    return attacker.call('DELETE', `${MEMBERS}/${body.member.id}`);
  },
  "another member's session": async ({ victim, attacker }) => {
    const { body } = await victim.call('GET', SESSION);
    return attacker.call('DELETE', `/account/v1/sessions/${body.session.id}`);
  },
  "another organization's job": async ({ victim, attacker }) => {
    const { body } = await victim.call('POST', '/v1/jobs', { body: JOB });
    return attacker.call('POST', `/v1/jobs/${body.id}/cancel`, { body: {} });
  },
  'an invitation that was used': async ({ victim, attacker, of }) => {
    await victim.admit('ben@example.org', 'developer');
    const token = of.mail.messages.at(-1)?.text.match(/#(\S+)/)?.[1];
    return attacker.call('POST', '/account/v1/invitations/accept', { body: { token } });
  },
  'an invitation with a signature of another': async ({ victim, attacker, of }) => {
    const invite = async (email: string) => {
      await victim.call('POST', MEMBERS, { body: { email, role: 'owner' } });
      await of.world.passTime(0);
      return (
        of.mail.messages
          .at(-1)
          ?.text.match(/#(\S+)/)?.[1]
          ?.split('.') ?? []
      );
    };
    const [id] = await invite('ben@example.org');
    const [, signature] = await invite('mallory@example.net');
    const token = `${id}.${signature}`;
    return attacker.call('POST', '/account/v1/invitations/accept', { body: { token } });
  },
};

describe('forged requests', () => {
  it.each(Object.entries(FORGERIES))('refuses %s, and changes nothing', async (_, forge) => {
    const before = await standing();
    const { status } = await forge(scene);
    expect([400, 401, 403, 404, 415]).toContain(status);
    expect(await strangers()).toEqual([]);
    expect(before.keys).toBe((await standing()).keys);
  });

  it('are at least twenty', () => {
    expect(Object.keys(FORGERIES).length).toBeGreaterThanOrEqual(20);
  });

  function standing() {
    return scene.of.world.store.read(async ({ api_keys }) => ({
      keys: await api_keys.count({ where: { kind: 'key' } }),
    }));
  }

  /** Members of the victim's organization whom the victim did not want. */
  async function strangers(): Promise<string[]> {
    return scene.of.world.store.read(async ({ members }) => {
      const all = await members.list({ limit: 100 });
      const owner = all.find(({ email }) => email === 'ines@example.org');
      return all
        .filter(({ organization_id }) => organization_id === owner?.organization_id)
        .filter(({ email, joined_at }) => email === 'mallory@example.net' && joined_at !== null)
        .map(({ id }) => id);
    });
  }
});
