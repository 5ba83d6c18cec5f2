import { describe, expect, it } from 'vitest';
import { MailRefusedError } from '../errors/port-errors.ts';
import type { MailMessage } from '../ports.ts';
import { HOUR, MINUTE, TestEngine } from '../testing/test-engine.ts';
import { peopleService } from '../worker-dispatch/people-service.ts';
import { MAIL_TASK, mailTask } from './mail-turn.ts';
import { sendMail } from './send-mail.ts';

/** A mail server that is down for a while. */
class Outage {
  isDown = true;
  /** Subjects of mails that it refuses for what they say. */
  readonly refused = new Set<string>();
  readonly sent: MailMessage[] = [];
  attempts = 0;

  async send(message: MailMessage): Promise<void> {
    this.attempts += 1;
    if (this.isDown) throw new Error('unreachable');
    if (this.refused.has(message.subject)) throw new MailRefusedError('spam');
    this.sent.push(message);
  }
}

function worldOf(mail: Outage): TestEngine {
  return new TestEngine({ people: peopleService, onTaskError: () => {} }, { mail });
}

async function mailTo(
  world: TestEngine,
  subject: string,
  { to = 'a@b.example', expires_at = null }: Partial<MailMessage> = {},
) {
  await world.transact((work) =>
    sendMail(work, { kind: 'test', to, subject, text: '', expires_at }),
  );
}

const waitingIn = (world: TestEngine) => world.store.read(({ mails }) => mails.count({}));
const subjectsOf = ({ sent }: Outage) => sent.map(({ subject }) => subject);

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
    expect(subjectsOf(mail)).toEqual(SUBJECTS);
    await world.passTime(24 * HOUR);
    expect(mail.sent).toHaveLength(SUBJECTS.length);
    expect(new Set(mail.sent.map(({ id }) => id)).size).toBe(SUBJECTS.length);
    expect(await waitingIn(world)).toBe(0);
  });

  it('are sent in order within two hours of its end, whenever they were written', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    for (const subject of SUBJECTS) {
      await mailTo(world, subject);
      await world.passTime(6 * MINUTE);
    }
    mail.isDown = false;
    await world.passTime(2 * HOUR);
    expect(subjectsOf(mail)).toEqual(SUBJECTS);
    await world.passTime(24 * HOUR);
    expect(subjectsOf(mail)).toEqual(SUBJECTS);
    expect(await waitingIn(world)).toBe(0);
  });

  it('are not sent at all once nobody can use them any more', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'code', { expires_at: world.clock.now() + 10 * MINUTE });
    await world.passTime(2 * HOUR);
    mail.isDown = false;
    await world.passTime(24 * HOUR);
    expect(mail.sent).toEqual([]);
    expect(await waitingIn(world)).toBe(0);
  });
});

describe('mails to one address', () => {
  it('leave at once in order when a new one finds the mail server up again', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'first');
    await mailTo(world, 'second', { to: 'A@B.example' });
    await world.passTime(50 * MINUTE);
    mail.isDown = false;
    await mailTo(world, 'third');
    await world.passTime(0);
    expect(subjectsOf(mail)).toEqual(['first', 'second', 'third']);
  });

  it('are not held up by one that is refused for what it says', async () => {
    const mail = new Outage();
    mail.isDown = false;
    mail.refused.add('spam');
    const world = worldOf(mail);
    for (const subject of ['one', 'spam', 'two', 'three']) await mailTo(world, subject);
    await world.passTime(0);
    expect(subjectsOf(mail)).toEqual(['one', 'two', 'three']);
    expect(await waitingIn(world)).toBe(1);
    mail.refused.clear();
    await world.passTime(MINUTE);
    expect(subjectsOf(mail)).toEqual(['one', 'two', 'three', 'spam']);
  });

  it('are not held up by one that nobody can use any more', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'code', { expires_at: world.clock.now() + 10 * MINUTE });
    await mailTo(world, 'answer');
    await world.passTime(11 * MINUTE);
    mail.isDown = false;
    await world.passTime(HOUR);
    expect(subjectsOf(mail)).toEqual(['answer']);
  });

  it('are given up when each has had its turns, and hold up none that comes later', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'lost');
    await world.passTime(11 * HOUR);
    expect(await waitingIn(world)).toBe(0);
    expect(mail.attempts).toBe(6);
    mail.isDown = false;
    await mailTo(world, 'later');
    await world.passTime(0);
    expect(subjectsOf(mail)).toEqual(['later']);
  });

  it('are not held up by those to another', async () => {
    const mail = new Outage();
    const world = worldOf(mail);
    await mailTo(world, 'theirs', { to: 'c@d.example' });
    await world.passTime(7 * MINUTE);
    mail.isDown = false;
    await mailTo(world, 'mine');
    await world.passTime(0);
    expect(subjectsOf(mail)).toEqual(['mine']);
    await world.passTime(HOUR);
    expect(subjectsOf(mail)).toEqual(['mine', 'theirs']);
  });

  it('are each sent once while another process is sending the first of them', async () => {
    const mail = new Outage();
    mail.isDown = false;
    const world = worldOf(mail);
    for (const subject of SUBJECTS) await mailTo(world, subject);
    let isFirst = true;
    let release = () => {};
    const send = mail.send.bind(mail);
    mail.send = async (message) => {
      if (isFirst) {
        isFirst = false;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      await send(message);
    };
    const now = () => world.clock.now();
    const sending = world.engine.runNext(now());
    // Every other turn finds the first mail leased, and is put off by a second.
    for (let turn = 1; turn < SUBJECTS.length; turn += 1) await world.engine.runNext(now());
    expect(mail.sent).toEqual([]);
    release();
    await sending;
    await world.passTime(MINUTE);
    expect(subjectsOf(mail)).toEqual(SUBJECTS);
  });

  it('are sent again after their process died, when the lease of the first has ended', async () => {
    const mail = new Outage();
    mail.isDown = false;
    const world = worldOf(mail);
    await mailTo(world, 'first');
    await mailTo(world, 'second');
    const send = mail.send.bind(mail);
    let isDead = true;
    mail.send = (sent) => (isDead ? new Promise<void>(() => {}) : send(sent));
    void world.engine.runNext(world.clock.now());
    await world.passTime(30_000);
    expect(mail.sent).toEqual([]);
    isDead = false;
    await world.passTime(2 * MINUTE);
    expect(subjectsOf(mail)).toEqual(['first', 'second']);
  });

  it('arrive once each and in order, whenever their process dies, in 100 deaths', async () => {
    const arrived: MailMessage[] = [];
    const deaths = { left: 100, seed: 1 };
    const dead = () => new Promise<void>(() => {});
    const mail = new Outage();
    mail.send = async (message) => {
      deaths.seed = (deaths.seed * 16_807) % 2_147_483_647;
      const dies = deaths.left > 0 && deaths.seed % 3 === 0;
      if (dies) deaths.left -= 1;
      if (dies && deaths.seed % 2 === 0) return dead();
      // A receiver recognises a mail that it has by its id.
      if (!arrived.some(({ id }) => id === message.id)) arrived.push(message);
      return dies ? dead() : undefined;
    };
    // Without the limit of a process, which a death would not survive.
    const people = { ...peopleService, tasks: { ...peopleService.tasks, [MAIL_TASK]: mailTask } };
    const world = new TestEngine({ people }, { mail });
    const subjects: string[] = [];
    while (deaths.left > 0) {
      for (let each = 0; each < 3; each += 1) {
        subjects.push(`mail ${subjects.length}`);
        await mailTo(world, subjects.at(-1) ?? '');
      }
      // A death is a call that is never heard of again, beside which others go on.
      for (let turn = 0; turn < 4; turn += 1) {
        void world.engine.runDue(world.clock.now());
        await new Promise((resolve) => setImmediate(resolve));
        world.clock.set(world.clock.now() + 20_000);
      }
    }
    await world.passTime(12 * HOUR);
    expect(arrived.map(({ subject }) => subject)).toEqual(subjects);
    expect(await waitingIn(world)).toBe(0);
  });
});
