import { randomUUID } from 'node:crypto';
import type { SharedMemory } from '../shared/shared-memory.ts';
import type { Session } from '../sql/session.ts';
import { CHANGE_CHANNEL } from './change-notifications.ts';

const NOTIFY = 'SELECT pg_notify(?, ?)';

/**
 * Tells the other processes what has changed: over shared memory once a transaction has committed, otherwise with NOTIFY
 * in the transaction, which makes all commits of a database queue up.
 */
export class ChangeRelay {
  readonly #session: Session;
  readonly #origin = randomUUID();
  readonly #sending = new Set<Promise<void>>();
  #shared: SharedMemory | undefined;

  /** @param session Sends what shared memory has not taken. */
  constructor(session: Session) {
    this.#session = session;
  }

  useShared(shared: SharedMemory | undefined): void {
    this.#shared = shared;
  }

  /** Announces subjects in a transaction. The function that it returns must be called once that has committed. */
  async announce(
    transaction: Pick<Session, 'write'>,
    subjects: ReadonlySet<string>,
  ): Promise<() => void> {
    if (subjects.size === 0) return () => {};
    const shared = this.#shared;
    if (shared?.isReady) return () => this.#publish(shared, subjects);
    for (const message of this.#singly(subjects)) {
      await transaction.write(NOTIFY, [CHANGE_CHANNEL, message]);
    }
    return () => {};
  }

  /** Returns the subjects that another process has changed: this one has called its own listeners at the commit. */
  subjectsIn(message: string): readonly string[] {
    const [origin, ...subjects] = message.split(' ');
    return origin === this.#origin ? [] : subjects;
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    await Promise.all(this.#sending);
  }

  #publish(shared: SharedMemory, subjects: ReadonlySet<string>): void {
    const sending = shared
      .publish([this.#origin, ...subjects].join(' '))
      .catch(() => this.#notify(subjects))
      // Without a database there is nothing to tell: its listeners look again once it is back.
      .catch(() => {})
      .finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  async #notify(subjects: ReadonlySet<string>): Promise<void> {
    for (const message of this.#singly(subjects)) {
      await this.#session.all(NOTIFY, [CHANGE_CHANNEL, message]);
    }
  }

  /** One message each: the payload of NOTIFY has less than 8,000 bytes. */
  #singly(subjects: ReadonlySet<string>): readonly string[] {
    return [...subjects].map((subject) => `${this.#origin} ${subject}`);
  }
}
