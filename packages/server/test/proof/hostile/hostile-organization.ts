import type { Random } from '../../support/random.ts';
import type { CallerAnswer, KeepAliveCaller } from './keep-alive-caller.ts';

/** How long each hostile organization waits between its attacks; it waits between no two requests of an attack. */
const PAUSE_MS = 200;
/** One hostile organization arrives after the other. */
const ARRIVAL_MS = 30;
/** More than any quota allows, and the most that a free organization may have open. */
const LARGEST_JOB = 10_000;
const LARGEST_ALLOWED_JOB = 2_000;
const JOBS_AT_ONCE = 20;
const ENDPOINTS_AT_ONCE = 10;
const KEYS_AT_ONCE = 30;
const REPLAYS_AT_ONCE = 50;
const SIGNUPS_AT_ONCE = 10;
const READS_AT_ONCE = 20;
const EVENTS = ['submission.scored', 'submission.approved', 'job.completed', 'job.cancelled'];

export interface Scene {
  readonly caller: KeepAliveCaller;
  /** A receiver that never responds. */
  readonly hangingUrl: string;
  readonly random: Random;
  readonly isOver: () => boolean;
  /** Called with the operation and status of each response. */
  readonly onAnswer: (operation: string, status: number) => void;
}

/** A free organization that makes as much work as it is allowed to, with as many keys as it gets. */
export async function behaveBadly(scene: Scene, index: number): Promise<void> {
  await pass(index * ARRIVAL_MS);
  const organization = await HostileOrganization.signUp(scene, index);
  while (organization !== undefined && !scene.isOver()) {
    await organization.attack();
    await pass(PAUSE_MS);
  }
}

class HostileOrganization {
  readonly #scene: Scene;
  readonly #index: number;
  readonly #live: string;
  readonly #keys: string[] = [];
  readonly #jobs: string[] = [];
  readonly #events: string[] = [];
  #signups = 0;

  private constructor(scene: Scene, index: number, live: string) {
    this.#scene = scene;
    this.#index = index;
    this.#live = live;
  }

  /** Returns undefined when sign-ups are refused. */
  static async signUp(scene: Scene, index: number): Promise<HostileOrganization | undefined> {
    const ip = `198.51.${index >> 8}.${index & 255}`;
    const { status, body } = await scene.caller.call('POST', '/v1/auth/signup', {
      body: { name: 'Hostile', email: `hostile${index}@example.com` },
      headers: { 'X-Forwarded-For': ip },
    });
    scene.onAnswer('signup', status);
    if (body?.api_key === undefined) return undefined;
    const organization = new HostileOrganization(scene, index, body.api_key);
    await organization.#createKey();
    return organization;
  }

  attack(): Promise<void> {
    const attacks = [
      () => this.#repeat(JOBS_AT_ONCE, () => this.#createJob(LARGEST_JOB)),
      () => this.#repeat(JOBS_AT_ONCE, () => this.#createJob(LARGEST_ALLOWED_JOB)),
      () => this.#repeat(JOBS_AT_ONCE, () => this.#createJob(this.#scene.random.between(1, 20))),
      () => this.#repeat(JOBS_AT_ONCE, () => this.#cancelJob()),
      () => this.#repeat(ENDPOINTS_AT_ONCE, () => this.#createEndpoint()),
      () => this.#repeat(KEYS_AT_ONCE, () => this.#createKey()),
      () => this.#repeat(REPLAYS_AT_ONCE, () => this.#replay()),
      () => this.#repeat(SIGNUPS_AT_ONCE, () => this.#signUpAgain()),
      () => this.#repeat(READS_AT_ONCE, () => this.#read()),
      () => this.#send('createDataExport', 'POST', '/v1/privacy/exports'),
    ];
    return (this.#scene.random.pick(attacks) ?? this.#read)().then(() => {});
  }

  async #repeat(times: number, request: () => Promise<unknown>): Promise<void> {
    for (let count = 0; count < times && !this.#scene.isOver(); count += 1) await request();
  }

  async #createJob(files_needed: number): Promise<void> {
    const { body } = await this.#send('createJob', 'POST', '/v1/jobs', jobOf(files_needed));
    if (typeof body?.id === 'string') this.#jobs.push(body.id);
  }

  /** Each makes a delivery to every endpoint, and an event that can be replayed. */
  async #cancelJob(): Promise<void> {
    if (this.#jobs.length === 0) await this.#createJob(1);
    const id = this.#jobs.shift();
    if (id !== undefined) await this.#send('cancelJob', 'POST', `/v1/jobs/${id}/cancel`);
  }

  #createEndpoint(): Promise<CallerAnswer> {
    const url = `${this.#scene.hangingUrl}/${this.#index}`;
    return this.#send('createWebhookEndpoint', 'POST', '/v1/webhook_endpoints', {
      url,
      events: EVENTS,
    });
  }

  async #createKey(): Promise<void> {
    const key = { name: 'x'.repeat(50), environment: 'test' };
    const { body } = await this.#send('createApiKey', 'POST', '/v1/api_keys', key, this.#live);
    if (typeof body?.secret === 'string') this.#keys.push(body.secret);
  }

  async #replay(): Promise<void> {
    const event = this.#events.at(-1);
    if (event === undefined) {
      const listed = await this.#send('listWebhookEvents', 'GET', '/v1/webhook_events?limit=100');
      for (const { id } of listed.body?.data ?? []) this.#events.push(id);
      if (this.#events.length === 0) await this.#cancelJob();
      return;
    }
    await this.#send('replayWebhookEvent', 'POST', `/v1/webhook_events/${event}/replay`);
  }

  /** With the tags, dots and addresses of one /64 network that pass for others. */
  async #signUpAgain(): Promise<void> {
    this.#signups += 1;
    const count = this.#signups.toString(16);
    const email =
      this.#signups % 2 === 0
        ? `hostile${this.#index}+${count}@example.com`
        : `host.ile${this.#index}.${count}@gmail.com`;
    const headers = { 'X-Forwarded-For': `2001:db8:${this.#index.toString(16)}::${count}` };
    const body = { name: 'Hostile', email };
    const { status } = await this.#scene.caller.call('POST', '/v1/auth/signup', { body, headers });
    this.#scene.onAnswer('signup', status);
  }

  #read(): Promise<CallerAnswer> {
    const reads = [
      ['getUsageSummary', '/v1/usage/summary'],
      ['listUsage', '/v1/usage/requests?limit=100'],
      ['listSubmissions', '/v1/submissions?limit=100'],
      ['listWebhookEvents', '/v1/webhook_events?limit=100'],
      ['getSettings', '/v1/organization/settings'],
    ] as const;
    const [operation, path] = this.#scene.random.pick(reads) ?? reads[0];
    return this.#send(operation, 'GET', path);
  }

  async #send(
    operation: string,
    method: string,
    path: string,
    body?: unknown,
    key = this.#scene.random.pick(this.#keys) ?? this.#live,
  ): Promise<CallerAnswer> {
    const answer = await this.#scene.caller.call(method, path, {
      key,
      ...(body !== undefined && { body }),
    });
    this.#scene.onAnswer(operation, answer.status);
    return answer;
  }
}

function jobOf(files_needed: number) {
  return {
    type: 'data_collection',
    description: 'y'.repeat(5_000),
    files_needed,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 10,
  };
}

function pass(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
