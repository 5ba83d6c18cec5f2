/** Version of the snapshot format. */
export const SNAPSHOT_VERSION = 1;

/**
 * A world's state as plain JSON, as `world.snapshot()` returns it. `state` is private to the sandbox: store it
 * unchanged.
 */
export interface WorldSnapshot {
  /** Version of the format; other versions are refused. */
  readonly version: typeof SNAPSHOT_VERSION;
  /** The world's time, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly account: WorldAccount;
  readonly state: unknown;
}

/** The account of a world. */
export interface WorldAccount {
  /** `org_…` */
  readonly organizationId: string;
  /** Ids of the keys of both environments, `key_…`. */
  readonly keyIds: { readonly test: string; readonly live: string };
}
