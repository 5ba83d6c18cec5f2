import type { ControlsState } from '../controls/controls.ts';
import { type CoreState, sandboxKeyring } from '../core/core.ts';
import { parseMoment } from '../values/duration.ts';
import {
  SNAPSHOT_VERSION,
  type WorldAccount,
  type WorldSnapshot,
} from '../world/world-snapshot.ts';

/** The complete state of a world at one moment. */
export interface WorldMoment {
  readonly account: WorldAccount;
  readonly core: CoreState;
  readonly controls: ControlsState;
}

/** What `state` of a snapshot holds. */
interface SnapshotState {
  readonly core: Omit<CoreState, 'now'>;
  readonly controls: ControlsState;
}

/** Returns a moment as a snapshot that shares no object with the world. */
export function toSnapshot({ account, core, controls }: WorldMoment): WorldSnapshot {
  const { now, ...rest } = core;
  const state: SnapshotState = structuredClone({ core: rest, controls });
  return { version: SNAPSHOT_VERSION, now, account, state };
}

/**
 * Returns the moment of a snapshot, with the given keys valid for its account, whichever world it was taken in.
 *
 * @throws TypeError when the snapshot is incomplete, or has another version.
 */
export function fromSnapshot(snapshot: WorldSnapshot, keys: ReadonlySet<string>): WorldMoment {
  // The world keeps a copy, so that the caller may change the snapshot.
  const { core, controls } = structuredClone(requireSnapshot(snapshot));
  const { account, now } = snapshot;
  return { account, controls, core: { ...core, now, store: withKeys(core.store, account, keys) } };
}

/**
 * Returns the state of a snapshot.
 *
 * @throws TypeError when the snapshot is incomplete, or has another version.
 */
export function requireSnapshot(snapshot: WorldSnapshot): SnapshotState {
  const { version, now, account, state } = Object(snapshot) as Partial<WorldSnapshot>;
  if (version !== SNAPSHOT_VERSION) {
    throw new TypeError(
      `Invalid snapshot: its version is ${version}, and this sandbox reads version ${SNAPSHOT_VERSION}; take a new one`,
    );
  }
  const { core, controls } = Object(state) as Partial<SnapshotState>;
  const hasAccount = typeof account?.organizationId === 'string' && account.keyIds !== undefined;
  const hasCore = core?.store?.tables !== undefined && core.ids !== undefined;
  if (hasAccount && hasCore && core.files !== undefined && controls !== undefined) {
    parseMoment(now as number, 'snapshot.now');
    return { core, controls };
  }
  throw new TypeError(
    'Invalid snapshot: it is incomplete; pass the result of world.snapshot() unchanged',
  );
}

function withKeys(
  store: CoreState['store'],
  { keyIds: { test, live } }: WorldAccount,
  keys: ReadonlySet<string>,
): CoreState['store'] {
  const secrets = [...keys].map((key) => ({
    id: sandboxKeyring.hashKey(key),
    key_id: key.startsWith('fh_live_') ? live : test,
    expires_at: null,
  }));
  const ids = new Set(secrets.map(({ id }) => id));
  const others = store.tables.key_secrets.filter(({ id }) => !ids.has(id));
  return { ...store, tables: { ...store.tables, key_secrets: [...others, ...secrets] } };
}
