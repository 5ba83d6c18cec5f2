import type { LongPollOptions } from '../settings/client-options.ts';

/** One call, as a generated method describes it. */
export interface Call {
  /** The client's method, for example `createJob`. */
  readonly operationId: string;
  readonly method: string;
  /** The path, split where ids go. */
  readonly path: readonly string[];
  /** The ids, in their order. */
  readonly ids: readonly string[];
  /** The query of a GET, the JSON body of anything else. */
  readonly payload: object | undefined;
  readonly options: LongPollOptions | undefined;
  /**
   * What the route says of its payload: `public` when the operation takes no API key, and so belongs to no organization;
   * `page` when it is the query of a list; `void` when there is none, and no result either.
   */
  readonly kind: string | undefined;
}
