import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import type { ConfirmationMail, EngineOptions, Mailer } from '../index.ts';
import { DAY, HOUR, MINUTE, TestEngine } from '../testing/test-engine.ts';
import { confirmEmail } from './confirm-email.ts';
import { mailboxOf } from './mailbox.ts';

function signUp(world: TestEngine, email: string, ip = '192.0.2.1', headers = {}) {
  const body = { name: 'New', email };
  return world.call('POST', '/v1/auth/signup', { body, ip, headers });
}

async function creditsOf(world: TestEngine, key: string) {
  return (await world.get('/v1/billing/credits', key)).body.available_cents;
}

describe('free credits', () => {
  it.each([
    ['A.B@Example.com', 'a.b@example.com'],
    ['dup+1@example.com', 'dup@example.com'],
    ['d.u.p+x+y@gmail.com', 'dup@gmail.com'],
    ['D.up@GoogleMail.com', 'dup@gmail.com'],
  ])('compares %s as %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  it('grants free credits once to a mailbox, however its address is written', async () => {
    const world = new TestEngine();
    const first = await signUp(world, 'd.up@gmail.com');
    const second = await signUp(world, 'dup+2@gmail.com');
    const other = await signUp(world, 'dup2@gmail.com');
    const responses = [first, second, other];
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(responses.map(({ body }) => body.credits_cents)).toEqual([250, 0, 250]);
    expect(await creditsOf(world, second.body.api_key)).toBe(0);
    const { body } = await world.get('/v1/organization/settings', second.body.api_key);
    expect(body.email).toBe('dup+2@gmail.com');
  });

  it('grants free credits to one of two concurrent signups of a mailbox', async () => {
    const world = new TestEngine();
    const both = await Promise.all([
      signUp(world, 'x+1@a.example'),
      signUp(world, 'x+2@a.example'),
    ]);
    expect(both.map(({ body }) => body.credits_cents).sort()).toEqual([0, 250]);
  });
});

describe('a host that sends mail', () => {
  function begin(send: Mailer['sendConfirmation'] = async () => {}, options: EngineOptions = {}) {
    const mails: ConfirmationMail[] = [];
    const mailer: Mailer = {
      async sendConfirmation(mail) {
        await send(mail);
        mails.push(mail);
      },
    };
    const world = new TestEngine(options, { mailer });
    const confirm = ({ organization_id, token }: ConfirmationMail) =>
      world.transact((work) => confirmEmail(work, organization_id, token));
    return { world, mails, confirm };
  }

  it('grants free credits when the address is confirmed, once', async () => {
    const { world, mails, confirm } = begin();
    const { body } = await signUp(world, 'new@a.example');
    expect(body.credits_cents).toBe(0);
    await world.passTime(MINUTE);
    const [mail] = mails as [ConfirmationMail];
    expect(mails).toMatchObject([
      { email: 'new@a.example', organization_id: body.organization_id },
    ]);
    expect(await creditsOf(world, body.api_key)).toBe(0);
    expect(await confirm({ ...mail, token: `${mail.token}0` })).toBe(false);
    expect(await confirm(mail)).toBe(true);
    expect(await creditsOf(world, body.api_key)).toBe(250);
    expect(await confirm(mail)).toBe(false);
    expect(await creditsOf(world, body.api_key)).toBe(250);
  });

  it('accepts no confirmation after 7 days, nor for an address that was changed since', async () => {
    const { world, mails, confirm } = begin();
    const changed = await signUp(world, 'old@a.example');
    await signUp(world, 'late@a.example');
    await world.passTime(MINUTE);
    await world.call('PATCH', '/v1/organization/settings', {
      key: changed.body.api_key,
      body: { email: 'changed@a.example' },
    });
    const [first, late] = mails as [ConfirmationMail, ConfirmationMail];
    expect(await confirm(first)).toBe(false);
    await world.passTime(7 * DAY);
    expect(await confirm(late)).toBe(false);
  });

  it('mails a confirmation again later when a mail is not accepted', async () => {
    let isDown = true;
    const errors: unknown[] = [];
    const { world, mails, confirm } = begin(
      async () => {
        if (isDown) throw new Error('The mail server is down');
      },
      { onTaskError: (error) => errors.push(error) },
    );
    const { body } = await signUp(world, 'new@a.example');
    await world.passTime(MINUTE / 2);
    expect([mails.length, errors.length]).toEqual([0, 1]);
    isDown = false;
    await world.passTime(DAY);
    expect(mails).toHaveLength(1);
    expect(await confirm(mails[0] as ConfirmationMail)).toBe(true);
    expect(await creditsOf(world, body.api_key)).toBe(250);
  });
});

describe('signups of a host that limits them', () => {
  it('limits signups by address, IPv6 by its network, and starts again each hour', async () => {
    const world = new TestEngine({ signupLimits: { perAddress: 2, total: 100 } });
    const from = (ip: string, index: number) => signUp(world, `n${index}@a.example`, ip);
    expect((await from('2001:db8::1', 1)).status).toBe(201);
    expect((await from('2001:db8::2', 2)).status).toBe(201);
    const third = await from('2001:db8::3', 3);
    expect([third.status, third.body.error.type]).toEqual([429, 'rate_limit_exceeded']);
    expect(third.headers.get('retry-after')).toBe('3600');
    expect((await from('2001:db8:0:1::1', 4)).status).toBe(201);
    await world.passTime(HOUR);
    expect((await from('2001:db8::3', 5)).status).toBe(201);
  });

  it('limits signups in total, and does not count refused ones', async () => {
    const world = new TestEngine({
      signupLimits: { perAddress: 100, total: 2 },
      async admitSignup(headers) {
        if (headers.get('signup-token') === 'right') return;
        throw new ApiError('validation_error', 'Signup-Token: is wrong');
      },
    });
    const from = (index: number, token: string) =>
      signUp(world, `n${index}@a.example`, `192.0.2.${index}`, { 'signup-token': token });
    for (let index = 1; index <= 5; index += 1)
      expect((await from(index, 'wrong')).status).toBe(400);
    expect((await from(6, 'right')).status).toBe(201);
    expect((await from(7, 'right')).status).toBe(201);
    expect((await from(8, 'right')).status).toBe(429);
  });
});
