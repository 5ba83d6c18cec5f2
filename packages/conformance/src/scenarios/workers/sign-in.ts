import { expect } from 'vitest';
import type { Scenario } from '../../context/scenario.ts';

/** How people sign in and out. */
export const signInScenarios: readonly Scenario[] = [
  {
    name: 'signs a person in with a mailed code, and lets them work once they have agreed',
    async run(context) {
      const ana = context.person('ana@example.com');
      const worker = await ana.signIn();
      expect(worker).toMatchObject({ email: 'ana@example.com', is_adult: false });
      const { status, body } = await ana.refused('listJobs');
      expect([status, body.error.type]).toEqual([403, 'authorization_error']);
      expect((await ana.agree()).missing).toEqual([]);
      await ana.call('updateMe', { body: { region: 'PT', language: 'pt' } });
      expect(await ana.call('getMe')).toMatchObject({ region: 'PT', language: 'pt' });
      expect((await ana.call('listJobs')).data).toEqual([]);
    },
  },
  {
    name: "lists a person's sessions, and ends them",
    async run(context) {
      const [phone, tablet] = [
        context.person('ana@example.com'),
        context.person('ana@example.com'),
      ];
      await phone.signIn();
      await context.advance(60);
      await tablet.signIn();
      const { data } = await tablet.call('listSessions');
      expect(data.map(({ is_current }) => is_current)).toEqual([true, false]);
      await tablet.call('endSession', { id: data[1]?.id ?? '' });
      expect((await phone.refused('getMe')).status).toBe(401);
      await tablet.call('signOut');
      expect((await tablet.refused('getMe')).status).toBe(401);
    },
  },
  {
    name: 'has no passkeys at an address without a host name',
    async run(context) {
      const ana = await context.worker('ana@example.com');
      expect((await ana.refused('getPasskeyChallenge')).status).toBe(404);
      expect((await ana.refused('getNewPasskeyChallenge')).status).toBe(404);
      expect((await ana.call('listPasskeys')).data).toEqual([]);
      const id = 'psk_01HXXXXXXXXXXXXXXXXXXXXXXX';
      expect((await ana.refused('removePasskey', { id })).status).toBe(404);
    },
  },
];
