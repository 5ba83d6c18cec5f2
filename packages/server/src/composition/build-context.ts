import type { Configuration } from '../configuration.ts';
import type { Log } from '../host/json-log.ts';
import type { Metrics } from '../host/metrics.ts';
import type { Resources } from '../host/resources.ts';

/** What every part of a server is built with. */
export interface BuildContext {
  readonly configuration: Configuration;
  /** Takes what has to be released when the server closes, or does not start. */
  readonly resources: Resources;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Logs what went wrong where nobody waits for a result. */
  readonly onError: (error: unknown) => void;
}
