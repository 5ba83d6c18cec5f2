import { SCOPES, type Scope as ScopeName } from '@firsthandapi/spec';
import { createEngine, type Engine, type EngineOptions } from '../engine.ts';
import { issueApiKey } from '../keys/api-key.ts';
import { ManualClock } from '../memory/clock.ts';
import { MemoryFiles } from '../memory/files.ts';
import { SeededIds } from '../memory/ids.ts';
import { MemoryKeyring } from '../memory/keyring.ts';
import { MemoryPayments } from '../memory/payments.ts';
import { MemoryStore } from '../memory/store.ts';
import { newOrganization } from '../organizations/new-organization.ts';
import type { DeliveryOutcome, DeliveryRequest, Ports } from '../ports.ts';
import { syntheticScorer } from '../scoring/synthetic-scorer.ts';
import type { Environment, OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

export const ORIGIN = 'https://api.firsthandapi.com';
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OPENED_AT = Date.parse('2026-01-01T00:00:00Z');

/** A valid body of `POST /v1/jobs`: three images. */
export const JOB = {
  type: 'data_collection',
  description: 'Photos of shop fronts with the opening hours readable.',
  files_needed: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
} as const;

export interface TestCall {
  readonly key?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default: a new key; null sends none. */
  readonly idempotencyKey?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ip?: string;
  readonly signal?: AbortSignal;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into bodies of every shape and assert what they find
  readonly body: any;
}

/** The engine with memory adapters, a manual clock, and a webhook receiver that records deliveries. */
export class TestEngine {
  readonly store = new MemoryStore();
  readonly clock = new ManualClock(OPENED_AT);
  readonly files = new MemoryFiles();
  readonly payments = new MemoryPayments();
  readonly keyring = new MemoryKeyring('test');
  readonly deliveries: DeliveryRequest[] = [];
  /** The receivers' response; 200 unless a test overrides it. */
  answerDelivery: (request: DeliveryRequest) => DeliveryOutcome = () => ({ status_code: 200 });
  readonly ports: Ports;
  readonly engine: Engine;
  #calls = 0;

  constructor(options: EngineOptions = {}, ports: Partial<Ports> = {}) {
    this.ports = {
      store: this.store,
      clock: this.clock,
      ids: new SeededIds(1),
      files: this.files,
      scorer: syntheticScorer,
      payments: this.payments,
      keyring: this.keyring,
      sender: {
        send: async (request) => {
          this.deliveries.push(request);
          return this.answerDelivery(request);
        },
      },
      ...ports,
    };
    this.engine = createEngine(this.ports, options);
  }

  /** Sends a request through `engine.fetch`. */
  async call(method: string, path: string, call: TestCall = {}): Promise<TestResponse> {
    this.#calls += 1;
    const { key, body, idempotencyKey = `call-${this.#calls}`, signal, ip } = call;
    const request = new Request(path.startsWith('http') ? path : ORIGIN + path, {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
        ...call.headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    return readResponse(await this.engine.fetch(request, { ip }));
  }

  get(path: string, key?: string, call: TestCall = {}): Promise<TestResponse> {
    return this.call('GET', path, { key, ...call });
  }

  post(path: string, key: string, body?: unknown, call: TestCall = {}): Promise<TestResponse> {
    return this.call('POST', path, { key, body, ...call });
  }

  /** Opens an organization with a key for each environment, by default without effective rate limits. */
  async openOrganization(settings: Partial<OrganizationRecord> = {}): Promise<TestAccount> {
    return this.transact(async (work) => {
      const count = await work.tables.organizations.count({});
      const organization = {
        ...newOrganization(work, 'Acme Vision', `dev${count}@acme.example`),
        ...UNLIMITED,
        ...settings,
      };
      await work.tables.organizations.insert(organization);
      const issue = async (environment: Environment) =>
        (await issueKey(work, organization.id, { environment })).secret;
      return {
        organizationId: organization.id,
        live: await issue('live'),
        test: await issue('test'),
      };
    });
  }

  /** Issues another key of the organization. */
  issueKey(organizationId: string, options: KeyOptions = {}): Promise<TestKey> {
    return this.transact((work) => issueKey(work, organizationId, options));
  }

  /** Creates a test job and returns the response body. */
  async createJob(key: string, fields: object = {}): Promise<TestResponse['body']> {
    const { status, body } = await this.post('/v1/jobs', key, { ...JOB, ...fields });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  }

  /** Runs domain code in a transaction at the clock's time. */
  transact<T>(action: (work: Work) => Promise<T>): Promise<T> {
    return this.ports.store.transact((tables) => action(this.work(tables)));
  }

  work(tables: Work['tables']): Work {
    const settings = { ...SETTINGS };
    return { ports: this.ports, settings, tables, now: this.clock.now() };
  }

  /** Moves the clock, performing each task at its due time. */
  async passTime(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    for (;;) {
      const due = await this.engine.nextDue();
      if (due === undefined || due > end) break;
      this.clock.set(Math.max(due, this.clock.now()));
      await this.engine.runDue(this.clock.now());
    }
    this.clock.set(end);
  }
}

export interface TestAccount {
  readonly organizationId: string;
  readonly live: string;
  readonly test: string;
}

export interface TestKey {
  readonly id: string;
  readonly secret: string;
}

interface KeyOptions {
  readonly environment?: Environment;
  readonly scopes?: readonly ScopeName[];
  readonly expires_at?: number | null;
}

const UNLIMITED: Partial<OrganizationRecord> = {
  tier: 'enterprise',
  custom_limits: { per_minute: 1_000_000, per_hour: 1_000_000 },
};

const SETTINGS: Work['settings'] = {
  filesUrl: 'https://files.firsthandapi.com',
  allowLoopbackWebhooks: false,
  maxBodyBytes: 1_048_576,
  boundedBodies: false,
  anonymousLimits: { per_minute: 60, per_hour: 600 },
  simulate: true,
};

async function issueKey(
  work: Work,
  organization_id: string,
  { environment = 'test', scopes = SCOPES, expires_at = null }: KeyOptions,
): Promise<TestKey> {
  const key = { organization_id, environment, name: 'Test', scopes, expires_at };
  const { record, secret } = await issueApiKey(work, key);
  return { id: record.id, secret };
}

export async function readResponse(response: Response): Promise<TestResponse> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}
