import type { Instant } from '@firsthandapi/engine';
import { ACTIVATION_DELAY_MS, currentVersion, type KeyVersion } from './key-material.ts';
import { RetirementRefusedError } from './retirement-refused.ts';

/** How messages name a rotating key: `pepper`, and the command that rotates it. */
export interface KeyNames {
  readonly kind: string;
  readonly command: string;
}

/**
 * Ensures that no server still uses the version for anything new. Returns since when a later one is current everywhere.
 *
 * @throws RetirementRefusedError when the version is unknown, current or upcoming, or was current until just now
 */
export function requireEarlierVersion(
  versions: readonly KeyVersion[],
  version: number,
  now: Instant,
  { kind, command }: KeyNames,
): Instant {
  requireKnown(versions, version, kind);
  const current = currentVersion(versions, now);
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  if (version >= current.version) {
    throw new RetirementRefusedError(
      `${name} ${version} is current or about to become current; only an earlier one can be retired. Run ${command} first.`,
    );
  }
  const settledAt = current.activeFrom + ACTIVATION_DELAY_MS;
  if (settledAt > now) {
    throw new RetirementRefusedError(
      `${name} ${current.version} only recently became current; try again after ${new Date(settledAt).toISOString()}.`,
    );
  }
  const next = versions.find((each) => each.version > version) ?? current;
  return next.activeFrom + ACTIVATION_DELAY_MS;
}

function requireKnown(versions: readonly KeyVersion[], version: number, kind: string): void {
  const known = versions.map((each) => each.version);
  if (known.includes(version)) return;
  throw new RetirementRefusedError(
    `The keyring has no ${kind} ${version}; it has ${known.join(', ')}.`,
  );
}
