/** What an operation returns. `body` is undefined for an empty response. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Pre-serialised JSON. Takes precedence over `body`. */
  readonly json?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Credits that the request held or spent, in US cents, for its usage record. Default 0. */
  readonly creditsCents?: number;
}
