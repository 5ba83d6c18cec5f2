import type { DeliveryOutcome, DeliveryRequest } from '../../ports.ts';
import { SECOND, type TestAccount, TestEngine } from '../../testing/test-engine.ts';
import type { AttemptLimits } from '../../work/engine-settings.ts';

/** Maximum number of concurrent tasks. */
const LANES = 32;
export const TIMEOUT = 10 * SECOND;

interface UnderWay {
  readonly request: DeliveryRequest;
  readonly endsAt: number;
  readonly finish: () => void;
}

/** A receiver's response to an attempt: its delay in milliseconds and its status. */
export type Receiver = (request: DeliveryRequest) => {
  readonly after: number;
  readonly status: number;
};

export const never: Receiver = () => ({ after: Number.POSITIVE_INFINITY, status: 0 });
export const atOnce: Receiver = () => ({ after: 5, status: 200 });

/** A host that performs tasks in several lanes, each occupied until the receiver responds or times out. */
export class DeliveryHost {
  readonly receivers = new Map<string, Receiver>();
  readonly underWay = new Set<UnderWay>();
  readonly sent: DeliveryRequest[] = [];
  readonly world: TestEngine;
  /** Called when an attempt has begun. */
  #onBegun = () => {};

  constructor(limits: AttemptLimits) {
    const send = (request: DeliveryRequest) => this.#send(request);
    this.world = new TestEngine({ attemptLimits: limits }, { sender: { send } });
  }

  get now(): number {
    return this.world.clock.now();
  }

  sentTo(endpoint: string): number {
    return this.sent.filter(({ endpoint_id }) => endpoint_id === endpoint).length;
  }

  underWayAt(endpoint: string): number {
    return [...this.underWay].filter(({ request }) => request.endpoint_id === endpoint).length;
  }

  async subscribe({ test }: TestAccount, receiver: Receiver, type = 'job.cancelled') {
    const body = { url: 'https://example.com/hook', events: [type] };
    const { id } = (await this.world.post('/v1/webhook_endpoints', test, body)).body;
    this.receivers.set(id, receiver);
    return id as string;
  }

  async cancelJobs({ test }: TestAccount, count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      const { id } = await this.world.createJob(test);
      await this.world.post(`/v1/jobs/${id}/cancel`, test);
    }
  }

  /** Performs due tasks until every lane is occupied or nothing is due. */
  async takeWhatIsDue(): Promise<void> {
    while (this.underWay.size < LANES) {
      const begun = new Promise<true>((resolve) => {
        this.#onBegun = () => resolve(true);
      });
      if (!(await Promise.race([begun, this.world.engine.runNext(this.now)]))) return;
    }
  }

  /** Advances time; attempts end and tasks become due at their exact instants. */
  async pass(milliseconds: number, look: () => void = () => {}): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      await this.takeWhatIsDue();
      look();
      const due = await this.world.engine.nextDue();
      const ends = [...this.underWay].map(({ endsAt }) => endsAt);
      const next = Math.min(this.underWay.size < LANES ? (due ?? end + 1) : end + 1, ...ends);
      if (next > end) break;
      this.world.clock.set(Math.max(next, this.now));
      await this.#endWhatIsOver();
    }
    this.world.clock.set(end);
  }

  #send(request: DeliveryRequest): Promise<DeliveryOutcome> {
    const { after, status } = (this.receivers.get(request.endpoint_id) ?? never)(request);
    const outcome: DeliveryOutcome =
      after < TIMEOUT ? { status_code: status } : { status_code: null, reason: 'timeout' };
    this.sent.push(request);
    return new Promise((resolve) => {
      const finish = () => resolve(outcome);
      this.underWay.add({ request, endsAt: this.now + Math.min(after, TIMEOUT), finish });
      this.#onBegun();
    });
  }

  async #endWhatIsOver(): Promise<void> {
    for (const attempt of this.underWay) {
      if (attempt.endsAt > this.now) continue;
      this.underWay.delete(attempt);
      attempt.finish();
    }
    // The memory store does no I/O, so outcomes are recorded before the next macrotask.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
