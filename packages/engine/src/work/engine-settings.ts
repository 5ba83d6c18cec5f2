import type { JobPlan } from '../scenarios/scenario.ts';
import type { JobRecord } from '../store/records.ts';

/** Settings of an engine that are not ports. */
export interface EngineSettings {
  /** Base of download links, without a trailing slash. Default `https://files.firsthandapi.com`. */
  readonly filesUrl: string;
  /** Accept `http:` webhook URLs on loopback, as a sandbox may (contract §7). Default false. */
  readonly allowLoopbackWebhooks: boolean;
  /** Accept `http:` webhook URLs on every host, such as those of a container network. Default false. */
  readonly allowHttpWebhooks?: boolean | undefined;
  /** Returns the time of webhook signatures, when receivers read another clock than the engine's. */
  readonly signatureTime?: (() => number) | undefined;
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

/** How many webhook attempts one engine has under way at once. */
export interface AttemptLimits {
  /** To one endpoint, so that a slow receiver is not flooded. */
  readonly perEndpoint: number;
  /** To an endpoint whose last attempt failed: a receiver that hangs takes little from the others. */
  readonly perFailingEndpoint: number;
  /** To all endpoints of one organization: however many of them hang, there is room for everybody else's. */
  readonly perOrganization: number;
}
