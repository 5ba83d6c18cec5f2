import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AccountWorld,
  invitationToken,
  openAccountWorld,
  signUp,
  TestBrowser,
} from '../testing/test-browser.ts';
import { DAY, JOB } from '../testing/test-engine.ts';
import { inviteOwner } from './account-service.ts';

const SESSION = '/account/v1/sessions/current';
const MEMBERS = '/account/v1/members';
const ACCEPT = '/account/v1/invitations/accept';

let of: AccountWorld;
let owner: TestBrowser;

beforeEach(async () => {
  of = openAccountWorld();
  owner = await signUp(of);
});

async function invite(email: string, role = 'developer') {
  const answer = await owner.call('POST', MEMBERS, { body: { email, role } });
  await of.world.passTime(0);
  return answer;
}

const idOf = async (browser: TestBrowser): Promise<string> =>
  (await browser.call('GET', SESSION)).body.member.id;

describe('inviting a member', () => {
  it('mails a link, which makes who follows it a member and signs them in', async () => {
    const { status, body } = await invite('Ben@Example.org');
    expect([status, body.status, body.role]).toEqual([201, 'invited', 'developer']);
    const [mail] = of.mail.messages.slice(-1);
    expect(mail?.to).toBe('Ben@Example.org');
    expect(mail?.text).toContain('https://api.firsthandapi.com/dashboard/invitation#mem_');
    const ben = new TestBrowser(of);
    const accepted = await ben.call('POST', ACCEPT, { body: { token: invitationToken(of.mail) } });
    expect(accepted.status).toBe(201);
    expect(accepted.body.member).toMatchObject({ email: 'ben@example.org', status: 'active' });
    const { body: list } = await owner.call('GET', MEMBERS);
    expect(list.data.map(({ role }: { role: string }) => role)).toEqual(['developer', 'owner']);
  });

  it('ends the invitation before when it sends another, and after 7 days', async () => {
    await invite('ben@example.org');
    const first = invitationToken(of.mail);
    await of.world.passTime(1_000);
    const again = await invite('ben@example.org', 'auditor');
    const accept = (token: string) => new TestBrowser(of).call('POST', ACCEPT, { body: { token } });
    expect((await accept(first)).status).toBe(400);
    await of.world.passTime(7 * DAY);
    expect((await accept(invitationToken(of.mail))).status).toBe(400);
    expect(again.body.role).toBe('auditor');
    owner = new TestBrowser(of);
    await owner.signIn('ines@example.org');
    expect((await owner.call('GET', MEMBERS)).body.data).toHaveLength(2);
  });

  it('refuses a member, and more than 50 a day', async () => {
    expect((await invite('ines@example.org')).status).toBe(409);
    const statuses = [];
    for (let count = 0; count < 50; count += 1) {
      statuses.push((await invite(`m${count}@example.org`)).status);
    }
    expect(statuses.slice(-2)).toEqual([201, 429]);
  });
});

describe('changing members', () => {
  it('keeps an owner', async () => {
    const id = await idOf(owner);
    const demote = { body: { role: 'auditor' } };
    expect((await owner.call('PATCH', `${MEMBERS}/${id}`, demote)).status).toBe(409);
    expect((await owner.call('DELETE', `${MEMBERS}/${id}`)).status).toBe(409);
    await invite('ben@example.org', 'owner');
    expect((await owner.call('DELETE', `${MEMBERS}/${id}`)).status).toBe(409);
    const ben = new TestBrowser(of);
    await ben.call('POST', ACCEPT, { body: { token: invitationToken(of.mail) } });
    expect((await ben.call('DELETE', `${MEMBERS}/${id}`)).status).toBe(204);
    expect((await owner.call('GET', SESSION)).status).toBe(401);
  });

  it('does not let who signed up back in once other owners removed them', async () => {
    const ben = await owner.admit('ben@example.org', 'owner');
    await ben.call('DELETE', `${MEMBERS}/${await idOf(owner)}`);
    await of.world.passTime(DAY);
    const { status, body } = await new TestBrowser(of).signIn('ines@example.org');
    expect([status, body.error.details[0].field]).toEqual([400, 'organization_name']);
  });

  it('ends the sessions of who gets another role', async () => {
    const ben = await owner.admit('ben@example.org', 'developer');
    const body = { role: 'finance' };
    await owner.call('PATCH', `${MEMBERS}/${await idOf(ben)}`, { body });
    expect((await ben.call('GET', SESSION)).status).toBe(401);
  });

  it('is in the audit log, under the member who did it, and so is what they do with the API', async () => {
    const ben = await owner.admit('ben@example.org', 'developer');
    const benId = await idOf(ben);
    await owner.call('PATCH', `${MEMBERS}/${benId}`, { body: { role: 'finance' } });
    await owner.call('POST', '/v1/jobs', { body: JOB });
    const events = async (environment: 'live' | 'test') =>
      (await owner.call('GET', '/v1/audit-events?limit=100', { environment })).body.data.map(
        ({ action, actor }: { action: string; actor: { type: string; id: string } }) =>
          `${action} by ${actor.type} ${actor.id}`,
      );
    const by = `by member ${await idOf(owner)}`;
    expect(await events('live')).toEqual(
      expect.arrayContaining([
        `member.invited ${by}`,
        `member.made_finance ${by}`,
        `member.joined by member ${benId}`,
        `session.created by member ${benId}`,
      ]),
    );
    expect(await events('test')).toContain(`job.created ${by}`);
  });
});

describe('keys that a member creates', () => {
  it('have no scope that the role lacks, and are test keys where it has no more', async () => {
    const ben = await owner.admit('ben@example.org', 'developer');
    const create = (environment: 'live' | 'test', body: object) =>
      ben.call('POST', '/v1/api_keys', { environment, body: { name: 'Mine', ...body } });
    expect((await create('test', { scopes: ['jobs:read'] })).status).toBe(201);
    expect((await create('test', { scopes: ['billing:write'] })).status).toBe(403);
    expect((await create('test', {})).status).toBe(403);
    expect((await create('test', { environment: 'live', scopes: ['jobs:read'] })).status).toBe(403);
    expect((await create('live', { scopes: ['jobs:read'] })).status).toBe(403);
  });
});

describe('the first owner of a server', () => {
  it('follows a link once, and says which address is theirs', async () => {
    const { organizationId } = await of.world.openOrganization();
    const first = await of.world.transact((work) => inviteOwner(work, organizationId));
    await of.world.passTime(1);
    const token = await of.world.transact((work) => inviteOwner(work, organizationId));
    const accept = (body: object) => new TestBrowser(of).call('POST', ACCEPT, { body });
    const email = 'root@example.org';
    expect((await accept({ token: first, email })).status).toBe(400);
    expect((await accept({ token })).body.error.details[0].field).toBe('email');
    const accepted = await accept({ token, email });
    expect(accepted.body).toMatchObject({ member: { role: 'owner', email } });
    expect((await accept({ token, email })).status).toBe(400);
    await of.world.passTime(DAY);
    expect((await new TestBrowser(of).signIn(email)).body.organization.id).toBe(organizationId);
  });
});
