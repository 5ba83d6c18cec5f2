import type { HeaderReader } from '../http/messages.ts';
import type { DeliveryRoom } from '../quotas/limits/delivery-room.ts';
import type { QuotaTable } from '../quotas/limits/quota-table.ts';
import type { UncountedQuotas } from '../quotas/limits/uncounted-quotas.ts';
import type { JobPlan } from '../scenarios/scenario-of-job.ts';
import type { DeliveryFailureReason, JobRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { StepPacer } from './step-pacer.ts';

/** Settings of an engine that are not ports. */
export interface EngineSettings {
  /** Base of download links, without a trailing slash. Default `https://files.firsthandapi.com`. */
  readonly filesUrl: string;
  /** Accept `http:` webhook URLs on loopback, as a sandbox may (contract §7). Default false. */
  readonly allowLoopbackWebhooks: boolean;
  /** Accept `http:` webhook URLs on every host, such as those of a container network. Default false. */
  readonly allowHttpWebhooks?: boolean | undefined;
  /** Returns the time of webhook signatures, for receivers that do not share the engine's clock. */
  readonly signatureTime?: (() => number) | undefined;
  /** Maximum size of a request body in bytes. Default 1 MiB. */
  readonly maxBodyBytes: number;
  /** Whether the host already rejects bodies larger than `maxBodyBytes`, so that reading needs no limit. Default false. */
  readonly boundedBodies: boolean;
  /** Limits of requests without a valid key, per client address. Default 60 a minute, 600 an hour. */
  readonly anonymousLimits: RequestLimits;
  /** Limits of each tier's organizations (contract §2). Default: the contract's. */
  readonly quotas?: QuotaTable | undefined;
  /** Keeps events from counting pending deliveries each time. `createEngine` makes one; without it they do. */
  readonly deliveryRoom?: DeliveryRoom | undefined;
  /** Keeps quotas without a limit from looking for a count each time. `createEngine` makes one; without it they do. */
  readonly uncountedQuotas?: UncountedQuotas | undefined;
  /** Lets organizations take turns with late steps of simulated work, on a clock that moves by itself. Default none. */
  readonly stepPacer?: StepPacer | undefined;
  /**
   * Called for each delivery that is recorded as failed without an attempt. May be called again for the same one, when
   * its transaction is repeated.
   */
  readonly onDeliveryRefused?: ((reason: DeliveryFailureReason) => void) | undefined;
  /** Limits of signups; default none beside `anonymousLimits`. */
  readonly signupLimits?: SignupLimits | undefined;
  /**
   * Decides whether a signup is admitted, by its headers: a host may require a proof or a token. Throws the `ApiError` of a
   * refusal. Default: every signup is.
   */
  readonly admitSignup?: ((headers: HeaderReader, now: Instant) => Promise<void>) | undefined;
  /**
   * Where the service's own pages are served, such as `https://api.firsthandapi.com`: a worker's session in a cookie may
   * change something only from there. Default: the host that a request names.
   */
  readonly origin?: string | undefined;
  /** The documents that workers agree to. Default: the terms and the privacy policy of 1 November 2026. */
  readonly documents?: readonly LegalDocument[] | undefined;
  /**
   * Decides whether a code to sign in may be requested, by the request's headers, as `admitSignup` does. Default: always.
   */
  readonly admitSignIn?: ((headers: HeaderReader, now: Instant) => Promise<void>) | undefined;
  /** Whether simulated workers work on jobs of test keys (contract §6). Default true. */
  readonly simulate: boolean;
  /** Returns the delay of an event's delivery, in milliseconds, in a sandbox that simulates one. Default 0. */
  readonly deliveryDelayMs?: (() => number) | undefined;
  /**
   * Returns the jitter of a repeated webhook attempt, from 0 up to 1, so that deliveries that failed together are not
   * repeated together. Default 0, the contract's schedule.
   */
  readonly deliveryJitter?: (() => number) | undefined;
  /** Returns what simulated workers do with a job, beside what its metadata says. Must be deterministic. */
  readonly planJob?: ((job: JobRecord) => JobPlan | undefined) | undefined;
}

/** A document that workers agree to. */
export interface LegalDocument {
  readonly document: 'terms' | 'privacy';
  readonly version: string;
  readonly url: string;
  readonly published_at: Instant;
}

/** Signups per hour. */
export interface SignupLimits {
  /** From one client address; IPv6 addresses count by their /64 network. */
  readonly perAddress: number;
  /** Altogether. */
  readonly total: number;
}

/** Request limits of one key. */
export interface RequestLimits {
  readonly per_minute: number;
  readonly per_hour: number;
}
