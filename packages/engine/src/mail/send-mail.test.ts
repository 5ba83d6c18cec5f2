import { describe, expect, it } from 'vitest';
import type { MailMessage } from '../ports.ts';
import { HOUR, MINUTE, TestEngine } from '../testing/test-engine.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';
import { sendMail } from './send-mail.ts';

/** A mail server that is down for a while. */
class Outage {
  isDown = true;
  readonly sent: MailMessage[] = [];

  async send(message: MailMessage): Promise<void> {
    if (this.isDown) throw new Error('unreachable');
    this.sent.push(message);
  }
}

function worldOf(mail: Outage): TestEngine {
  return new TestEngine({ people: peopleService, onTaskError: () => {} }, { mail });
}

async function mailTo(world: TestEngine, subject: string, expires_at: number | null = null) {
  await world.transact((work) =>
    sendMail(work, { kind: 'test', to: 'a@b.example', subject, text: '', expires_at }),
  );
}

const SUBJECTS = Array.from({ length: 20 }, (_, index) => `mail ${index}`);

describe('mails while the mail server is down for 2 hours', () => {
  it('are each sent once when it is up again, in the order of their transactions', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    for (const subject of SUBJECTS) await mailTo(world, subject);
    await world.passTime(2 * HOUR);
    expect(mail.sent).toEqual([]);
    mail.isDown = false;
    await world.passTime(HOUR);
    expect(mail.sent.map(({ subject }) => subject)).toEqual(SUBJECTS);
    await world.passTime(24 * HOUR);
    expect(mail.sent).toHaveLength(SUBJECTS.length);
    expect(new Set(mail.sent.map(({ id }) => id)).size).toBe(SUBJECTS.length);
    expect(await world.store.read(({ mails }) => mails.count({}))).toBe(0);
  });

  it('are sent within two hours of its end, whenever they were written', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    for (const subject of SUBJECTS) {
      await mailTo(world, subject);
      await world.passTime(6 * MINUTE);
    }
    mail.isDown = false;
    await world.passTime(2 * HOUR);
    expect(mail.sent.map(({ subject }) => subject).sort()).toEqual([...SUBJECTS].sort());
  });

  it('are not sent at all once nobody can use them any more', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'code', world.clock.now() + 10 * MINUTE);
    await world.passTime(2 * HOUR);
    mail.isDown = false;
    await world.passTime(24 * HOUR);
    expect(mail.sent).toEqual([]);
    expect(await world.store.read(({ mails }) => mails.count({}))).toBe(0);
  });
});
