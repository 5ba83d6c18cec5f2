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
