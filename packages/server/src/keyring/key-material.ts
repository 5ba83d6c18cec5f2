import { randomBytes } from 'node:crypto';

/** One version of a rotating key. */
export interface KeyVersion {
  readonly version: number;
  readonly key: Buffer;
  /**
   * When new hashes and seals start to use it, in milliseconds since the epoch. Existing ones are verified and opened
   * at any time.
   */
  readonly activeFrom: number;
}

/** Every key of a server. Versions are ascending. */
export interface KeyMaterial {
  /** Keys of the HMACs that API keys are stored as (contract §1). */
  readonly peppers: readonly KeyVersion[];
  /** Encrypt secrets and files at rest (contract §8). */
  readonly dataKeys: readonly KeyVersion[];
  /** Sign download links, cursors, checkouts and orders, and hash idempotency keys and names of files. */
  readonly signingKeys: readonly KeyVersion[];
}

/** A source of key material, such as a file or a key management service. */
export interface KeySource {
  load(): KeyMaterial;
}

export const ROTATING_KEYS = ['peppers', 'dataKeys', 'signingKeys'] as const;
export type RotatingKey = (typeof ROTATING_KEYS)[number];

export const KEY_BYTES = 32;
/** Long enough for every process to load a new version before any of them uses it. */
export const ACTIVATION_DELAY_MS = 10_000;

/** Returns the keys of a server that starts for the first time. Default: generates them. */
export function generateKeyMaterial(
  keyOf: (which: RotatingKey) => Buffer = () => randomBytes(KEY_BYTES),
): KeyMaterial {
  return {
    peppers: [firstVersion(keyOf('peppers'))],
    dataKeys: [firstVersion(keyOf('dataKeys'))],
    signingKeys: [firstVersion(keyOf('signingKeys'))],
  };
}

/** Returns the number of the next version of a key. */
export function nextVersion(material: KeyMaterial, which: RotatingKey): number {
  return Math.max(...material[which].map(({ version }) => version)) + 1;
}

/** Returns the material with a new version of a key, active from `now` plus the activation delay. */
export function withNewVersion(
  material: KeyMaterial,
  which: RotatingKey,
  now: number,
  key: Buffer = randomBytes(KEY_BYTES),
): KeyMaterial {
  const existing = material[which];
  const added: KeyVersion = {
    version: nextVersion(material, which),
    key,
    activeFrom: now + ACTIVATION_DELAY_MS,
  };
  return { ...material, [which]: [...existing, added] };
}

/** Returns the material without one version of a key. Whatever was hashed or sealed with it becomes unusable. */
export function withoutVersion(
  material: KeyMaterial,
  which: RotatingKey,
  version: number,
): KeyMaterial {
  return {
    ...material,
    [which]: material[which].filter((candidate) => candidate.version !== version),
  };
}

/** Returns the version that hashes or seals at `now`. */
export function currentVersion(versions: readonly KeyVersion[], now: number): KeyVersion {
  const current = versions.findLast(({ activeFrom }) => activeFrom <= now) ?? versions[0];
  if (current === undefined)
    throw new Error('The keyring must contain at least one version of each key');
  return current;
}

export function firstVersion(key: Buffer): KeyVersion {
  return { version: 1, key, activeFrom: 0 };
}
