import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryMail } from '../mail/memory-mail.ts';
import { FAKE_PASSKEYS } from '../testing/fake-passkeys.ts';
import { MINUTE, TestEngine } from '../testing/test-engine.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';
import { issueChallenge, useChallenge } from './passkey-challenge.ts';

let mail: MemoryMail;
let world: TestEngine;

beforeEach(() => {
  mail = new MemoryMail();
  world = new TestEngine({ people: peopleService }, { mail, passkeys: FAKE_PASSKEYS });
});

async function signIn(email = 'ines@example.org'): Promise<string> {
  await world.post('/worker/v1/sign_in_codes', '', { email });
  await world.passTime(0);
  const code = mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0];
  const body = { email, code, delivery: 'token' };
  return (await world.post('/worker/v1/sessions', '', body)).body.token;
}

async function make(token: string, credential_id = 'cred_1', over: object = {}) {
  const { body } = await world.get('/worker/v1/me/passkey_challenge', token);
  return world.post('/worker/v1/me/passkeys', token, {
    challenge: body.challenge,
    name: 'Phone',
    credential_id,
    client_data: 'right',
    attestation: 'x',
    ...over,
  });
}

async function challengeOf(): Promise<string> {
  return (await world.get('/worker/v1/passkey_challenge', '')).body.challenge;
}

function use(challenge: string, over: object = {}) {
  return world.post('/worker/v1/passkey_sessions', '', {
    challenge,
    credential_id: 'cred_1',
    client_data: 'right',
    authenticator_data: 'x',
    signature: '1',
    delivery: 'token',
    ...over,
  });
}

describe('a passkey of a worker', () => {
  it('signs in whom it belongs to, is listed with its last use, and is told of by mail', async () => {
    const token = await signIn();
    expect((await make(token)).status).toBe(201);
    await world.passTime(MINUTE);
    expect(mail.messages.at(-1)).toMatchObject({ kind: 'passkey_added', to: 'ines@example.org' });
    const used = await use(await challengeOf());
    expect([used.status, used.body.worker.email]).toEqual([201, 'ines@example.org']);
    expect((await world.get('/worker/v1/me', used.body.token)).status).toBe(200);
    const { body } = await world.get('/worker/v1/me/passkeys', token);
    expect(body.data).toMatchObject([{ name: 'Phone', last_used_at: expect.any(String) }]);
    expect(JSON.stringify(body)).not.toContain('cred_1');
  });

  it('needs a challenge of this service that nobody has used, for 5 minutes', async () => {
    const token = await signIn();
    await make(token);
    const challenge = await challengeOf();
    expect((await use(challenge)).status).toBe(201);
    expect((await use(challenge, { signature: '2' })).status).toBe(400);
    const late = await challengeOf();
    await world.passTime(5 * MINUTE);
    expect((await use(late, { signature: '2' })).status).toBe(400);
    const own = (await world.get('/worker/v1/me/passkey_challenge', token)).body.challenge;
    expect((await use(own, { signature: '2' })).status).toBe(400);
    expect((await make(token, 'cred_2', { challenge: await challengeOf() })).status).toBe(400);
  });

  it('is made with a challenge of its own worker alone', async () => {
    const [ines, olu] = [await signIn(), await signIn('olu@example.org')];
    const { challenge } = (await world.get('/worker/v1/me/passkey_challenge', ines)).body;
    expect((await make(olu, 'cred_1', { challenge })).status).toBe(400);
  });

  it('answers alike whatever is wrong', async () => {
    await make(await signIn());
    const wrong = [{ credential_id: 'other' }, { client_data: 'wrong' }, { signature: '0' }];
    const answers = [];
    for (const over of wrong) answers.push(await use(await challengeOf(), over));
    answers.push(await use('nonsense'));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(new Set(answers.map(({ body }) => body.error.message)).size).toBe(1);
  });

  it('is refused when its counter does not advance, and once of two uses at the same time', async () => {
    await make(await signIn());
    expect((await use(await challengeOf(), { signature: '5' })).status).toBe(201);
    expect((await use(await challengeOf(), { signature: '5' })).status).toBe(400);
    const challenges = [await challengeOf(), await challengeOf()];
    const both = await Promise.all(challenges.map((each) => use(each, { signature: '9' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('is known once, also to another worker, and there are 20 at most', async () => {
    const token = await signIn();
    await make(token);
    expect((await make(token)).status).toBe(409);
    expect((await make(await signIn('olu@example.org'))).status).toBe(409);
    for (let made = 2; made <= 20; made += 1) {
      expect((await make(token, `cred_${made}`)).status).toBe(201);
    }
    expect((await make(token, 'cred_21')).status).toBe(409);
  });

  it('signs in nobody once it is removed, or its worker leaves', async () => {
    const token = await signIn();
    const { id } = (await make(token)).body;
    const other = await signIn('olu@example.org');
    const path = `/worker/v1/me/passkeys/${id}`;
    expect((await world.call('DELETE', path, { key: other })).status).toBe(404);
    expect((await world.call('DELETE', path, { key: token })).status).toBe(204);
    expect((await use(await challengeOf())).status).toBe(400);
    await make(token, 'cred_2');
    await world.post('/worker/v1/me/erasure', token, { confirm: 'erase' });
    expect((await use(await challengeOf(), { credential_id: 'cred_2' })).status).toBe(400);
    expect(await world.store.read(({ passkeys }) => passkeys.count({}))).toBe(0);
  });

  it('is a 404 on a service without a host name', async () => {
    world = new TestEngine({ people: peopleService }, { mail });
    expect((await world.get('/worker/v1/passkey_challenge', '')).status).toBe(404);
    expect((await use('a.b.c')).status).toBe(404);
  });
});

describe('useChallenge', () => {
  it('accepts what was issued and nothing that differs from it', async () => {
    const { ports } = world;
    const now = world.clock.now();
    const { challenge } = issueChallenge(ports, 'wkr_1', now);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(challenge.length - 1),
        fc.string({ maxLength: 2 }),
        async (at, text) => {
          const changed = challenge.slice(0, at) + text + challenge.slice(at + 1);
          fc.pre(changed !== challenge);
          expect(await useChallenge(ports, 'wkr_1', changed, now)).toBe(false);
        },
      ),
    );
    expect(await useChallenge(ports, 'wkr_2', challenge, now)).toBe(false);
    expect(await useChallenge(ports, 'wkr_1', challenge, now)).toBe(true);
    expect(await useChallenge(ports, 'wkr_1', challenge, now)).toBe(false);
  });
});
