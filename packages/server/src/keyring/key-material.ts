import { randomBytes } from 'node:crypto';
import { z } from 'zod';

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

const keyText = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    context.addIssue({ code: 'custom', message: 'must be a base64-encoded 256-bit key' });
  return key;
});

/** Versions of a key, of which there is at least one. */
export function ascendingVersions<T extends { readonly version: number }>(one: z.ZodType<T>) {
  return z
    .array(one)
    .min(1)
    .refine((all) => all.every(({ version }, index) => version > (all[index - 1]?.version ?? 0)), {
      message: 'must be in ascending order of version',
    });
}

const versions = ascendingVersions(
  z.strictObject({ version: z.int().positive(), key: keyText, activeFrom: z.int() }),
);

/** Until its first rotation, the signing key has no version, so that earlier servers can read the file. */
const unversionedSchema = z.strictObject({
  format: z.literal(1),
  peppers: versions,
  dataKeys: versions,
  signingKey: keyText,
});

const versionedSchema = z.strictObject({
  format: z.literal(2),
  peppers: versions,
  dataKeys: versions,
  signingKeys: versions,
});

const materialSchema = z.discriminatedUnion('format', [unversionedSchema, versionedSchema]);

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

export function formatKeyMaterial({ peppers, dataKeys, signingKeys }: KeyMaterial): string {
  const format = ({ version, key, activeFrom }: KeyVersion) => ({
    version,
    key: key.toString('base64'),
    activeFrom,
  });
  const [first, ...others] = signingKeys;
  const isRotated = first?.version !== 1 || others.length > 0;
  const keyring = {
    format: isRotated ? 2 : 1,
    peppers: peppers.map(format),
    dataKeys: dataKeys.map(format),
    ...(isRotated
      ? { signingKeys: signingKeys.map(format) }
      : { signingKey: first.key.toString('base64') }),
  };
  return `${JSON.stringify(keyring, null, 2)}\n`;
}

/** Parses the output of `formatKeyMaterial`. Throws an error that names the problem and never contains key material. */
export function parseKeyMaterial(text: string): KeyMaterial {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('it is not valid JSON');
  }
  const parsed = materialSchema.safeParse(json);
  if (parsed.success) return materialOf(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(problems.join('; '));
}

function materialOf(keyring: z.infer<typeof materialSchema>): KeyMaterial {
  const { peppers, dataKeys } = keyring;
  const signingKeys =
    keyring.format === 1 ? [firstVersion(keyring.signingKey)] : keyring.signingKeys;
  return { peppers, dataKeys, signingKeys };
}

function firstVersion(key: Buffer): KeyVersion {
  return { version: 1, key, activeFrom: 0 };
}
