import type { Scope } from './scope.ts';

/** Where an event is in the order in which events became visible. Those of one transaction may share a position. */
export interface FeedEntry {
  readonly position: number;
  readonly id: string;
}

/** An id after every other, for an entry after all events of its position. */
export const LAST_ID = '~';

/** Events in the order in which they became visible, by position, then id. */
export interface EventFeed {
  /**
   * Returns the position before which nothing can appear any more: every transaction with an earlier one has ended. It
   * never decreases.
   */
  frontier(): Promise<number>;
  /** Returns the first entries after `after`, in order. */
  list(scope: Scope, after: FeedEntry, limit: number): Promise<readonly FeedEntry[]>;
}

/** What a store's watchers of a scope's events watch. */
export function eventsOf({ organization_id, environment }: Scope): string {
  return `events:${organization_id}:${environment}`;
}
