import type { CreateJobRequest } from '@firsthandapi/engine/host';
import type { AwaitedStatus } from './world-clock.ts';

/** A job that exists when the world begins. Fields of the request that are not given have usual values. */
export interface JobFixture extends Partial<CreateJobRequest> {
  /** The job's status when the world begins. Default `open`. */
  readonly state?: AwaitedStatus;
  /** Default `test`. A live job can only be `open` or `cancelled`. */
  readonly environment?: 'test' | 'live';
}

/**
 * What exists when a world begins, created by the API's own operations on the world's clock.
 *
 * @example
 * ```ts
 * const world = await sandbox.world({
 *   fixtures: {
 *     jobs: [{ state: 'in_progress' }, { state: 'completed', title: 'Coffee cups' }],
 *     webhookEndpoints: [{ url: 'https://app.example/webhooks' }],
 *   },
 * });
 * ```
 */
export interface Fixtures {
  readonly jobs?: readonly JobFixture[];
  readonly webhookEndpoints?: readonly {
    readonly url: string;
    /** Event types. Default: `job.completed` and `job.cancelled`. */
    readonly events?: readonly string[];
  }[];
  readonly apiKeys?: readonly {
    readonly name: string;
    /** Default: all scopes, as the API's own default. */
    readonly scopes?: readonly string[];
  }[];
}
