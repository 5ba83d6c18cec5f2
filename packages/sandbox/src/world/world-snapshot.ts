import type { FaultState } from '../faults/fault.ts';
import type { WebhookMode } from '../webhooks/webhook-modes.ts';

/** Version of the form of snapshots. */
export const SNAPSHOT_VERSION = 1;

/** A world's state as plain JSON. What is in `state` belongs to the sandbox: keep it as it is. */
export interface WorldSnapshot {
  readonly version: typeof SNAPSHOT_VERSION;
  /** The world's time, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly account: WorldAccount;
  readonly faults: readonly FaultState[];
  readonly webhookMode: Required<WebhookMode>;
  readonly state: unknown;
}

/** Whose world it is. */
export interface WorldAccount {
  readonly organizationId: string;
  readonly keyIds: { readonly test: string; readonly live: string };
}
