/** The responses and webhooks that a target has produced. */
export interface Coverage {
  /** Statuses by operationId, ascending. */
  readonly statuses: Readonly<Record<string, readonly number[]>>;
  /** Types of the events that were delivered. */
  readonly events: readonly string[];
}
