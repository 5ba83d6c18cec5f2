import type { OperationId } from '@firsthandapi/spec';
import type { HeaderReader } from './http.ts';
import type { Instant, Ports, Tables } from './ports.ts';
import type { ApiKeyRecord, Environment, JobRecord, OrganizationRecord } from './records.ts';
import type { JobPlan } from './simulation/scenario.ts';
import type { AttemptLimits } from './webhooks/attempt-turns.ts';

/** Settings of an engine that are not ports. */
export interface EngineSettings {
  /** Base of download links, without a trailing slash. Default `https://files.firsthandapi.com`. */
  readonly filesUrl: string;
  /** Accept `http:` webhook URLs on loopback, as a sandbox may (contract §7). Default false. */
  readonly allowLoopbackWebhooks: boolean;
  /** Largest accepted request body in bytes. Default 1 MiB. */
  readonly maxBodyBytes: number;
  /** The host hands over no body larger than `maxBodyBytes`, so that reading one needs no watching. Default false. */
  readonly boundedBodies: boolean;
  /** Requests without a valid key, per client address. Default 60 a minute, 600 an hour. */
  readonly anonymousLimits: RequestLimits;
  /** Work on jobs of test keys by simulated workers (contract §6). Default true. */
  readonly simulate: boolean;
  /** How late events are delivered, in milliseconds, where a sandbox simulates that. Default 0. */
  readonly deliveryDelayMs?: (() => number) | undefined;
  /**
   * Where in its leeway a repeated webhook attempt is made, from 0 up to 1: many deliveries that failed together then
   * come back apart. Default 0, the contract's instant.
   */
  readonly attemptSpread?: (() => number) | undefined;
  /** How many webhook attempts are under way at once, in a host that makes several at a time. Default no limit. */
  readonly attemptLimits?: AttemptLimits | undefined;
  /** What simulated workers are to do with a job, beside what its metadata says. It must not change its mind. */
  readonly planJob?: ((job: JobRecord) => JobPlan | undefined) | undefined;
}

/** How many requests one key may make. */
export interface RequestLimits {
  readonly per_minute: number;
  readonly per_hour: number;
}

/** What the host knows about a request beside the request itself. */
export interface ClientInfo {
  readonly ip?: string | undefined;
}

/** What a host may log of a request: no key, secret, address or body (contract §8). */
export interface RequestLog {
  readonly request_id: string;
  readonly operation: OperationId | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly organization_id: string | null;
  readonly environment: Environment | null;
  readonly client: string | null;
  /** Of the tightest window. */
  readonly rate_limit_limit: number | null;
  readonly rate_limit_remaining: number | null;
  readonly idempotent_replayed: boolean;
  /** The cause of a 500, for the operator; never sent to the client. */
  readonly error: unknown;
}

/** What domain code works with: the world, the tables of the running transaction, and the time. */
export interface Work {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly tables: Tables;
  readonly now: Instant;
}

/** One authenticated request inside its transaction (a mutation) or read (a GET). */
export interface Call<Body = unknown, Query = unknown> extends Work {
  readonly operationId: OperationId;
  readonly requestId: string;
  /** Who calls.  */
  readonly organization: OrganizationRecord;
  readonly key: ApiKeyRecord;
  readonly organization_id: string;
  readonly environment: Environment;
  readonly parameters: Readonly<Record<string, string>>;
  /** Validated against the spec's schemas. */
  readonly query: Query;
  readonly body: Body;
  readonly ip: string | null;
  /** Read where it is wanted: a header of a `Request` has its price. */
  readonly headers: HeaderReader;
}

/** What an operation answers. `body` is undefined for an empty response. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** The body as JSON text, where it is at hand; then `body` is not looked at. */
  readonly json?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Credits that the request held or spent, for its usage record, in US cents. Default 0. */
  readonly creditsCents?: number;
}

export type Operation<Body = unknown, Query = unknown> = (
  call: Call<Body, Query>,
) => Promise<Reply>;
