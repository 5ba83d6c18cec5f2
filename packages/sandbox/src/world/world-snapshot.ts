import type { ControlsState } from '../controls/controls.ts';
import type { CoreState } from '../local/core.ts';

/** Version of the form of snapshots. */
export const SNAPSHOT_VERSION = 1;

/** A world's state as plain JSON. What is in `state` belongs to the sandbox: keep it as it is. */
export interface WorldSnapshot {
  readonly version: typeof SNAPSHOT_VERSION;
  /** The world's time, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly account: WorldAccount;
  readonly state: unknown;
}

/** What `state` holds. */
export interface SnapshotState {
  readonly core: Omit<CoreState, 'now'>;
  readonly controls: ControlsState;
}

/** Everything about a world at one moment. */
export interface WorldMoment {
  readonly account: WorldAccount;
  readonly core: CoreState;
  readonly controls: ControlsState;
}

/** Whose world it is. */
export interface WorldAccount {
  readonly organizationId: string;
  readonly keyIds: { readonly test: string; readonly live: string };
}

/**
 * Makes sure that a snapshot can be read.
 *
 * @throws Error when it has another version, or none.
 */
export function requireSnapshot(snapshot: WorldSnapshot): SnapshotState {
  if (snapshot?.version === SNAPSHOT_VERSION) return snapshot.state as SnapshotState;
  throw new Error(
    `snapshot: has version ${snapshot?.version}, and this sandbox reads version ${SNAPSHOT_VERSION}; take it anew`,
  );
}
