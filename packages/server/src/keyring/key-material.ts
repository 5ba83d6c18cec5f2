import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** One version of a rotating key. */
export interface KeyVersion {
  readonly version: number;
  readonly key: Buffer;
  /** Used for new hashes and seals from then on (milliseconds since the epoch); understood at once. */
  readonly activeFrom: number;
}

/** Every key of a server. Versions are ascending. */
export interface KeyMaterial {
  /** Key the hashes of API keys (contract §1). */
  readonly peppers: readonly KeyVersion[];
  /** Seal secrets and files at rest (contract §8). */
  readonly dataKeys: readonly KeyVersion[];
  /** Signs download links and cursors. */
  readonly signingKey: Buffer;
}

/** Where key material comes from: a file here, a key management service elsewhere. */
export interface KeySource {
  load(): KeyMaterial;
}

export type RotatingKey = 'peppers' | 'dataKeys';

const KEY_BYTES = 32;
/** Every process has read a new version before any of them uses it. */
export const ACTIVATION_DELAY_MS = 10_000;

const keyText = z.string().transform((text, context) => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    context.addIssue({ code: 'custom', message: 'is not a 256-bit key' });
  return key;
});

const versions = z
  .array(z.strictObject({ version: z.int().positive(), key: keyText, activeFrom: z.int() }))
  .min(1)
  .refine((all) => all.every(({ version }, place) => version > (all[place - 1]?.version ?? 0)), {
    message: 'are not in ascending order of version',
  });

const materialSchema = z.strictObject({
  format: z.literal(1),
  peppers: versions,
  dataKeys: versions,
  signingKey: keyText,
});

/** New keys, for a server's first start. */
export function generateKeyMaterial(): KeyMaterial {
  return {
    peppers: [{ version: 1, key: randomBytes(KEY_BYTES), activeFrom: 0 }],
    dataKeys: [{ version: 1, key: randomBytes(KEY_BYTES), activeFrom: 0 }],
    signingKey: randomBytes(KEY_BYTES),
  };
}

/** The material with one more version of a key, used from `now` plus the activation delay. */
export function withNewVersion(
  material: KeyMaterial,
  which: RotatingKey,
  now: number,
): KeyMaterial {
  const known = material[which];
  const added: KeyVersion = {
    version: Math.max(...known.map(({ version }) => version)) + 1,
    key: randomBytes(KEY_BYTES),
    activeFrom: now + ACTIVATION_DELAY_MS,
  };
  return { ...material, [which]: [...known, added] };
}

/** The material without one version of a key: what rests on it is lost. */
export function withoutVersion(
  material: KeyMaterial,
  which: RotatingKey,
  version: number,
): KeyMaterial {
  return { ...material, [which]: material[which].filter((one) => one.version !== version) };
}

/** The version that hashes or seals at `now`. */
export function currentVersion(versions: readonly KeyVersion[], now: number): KeyVersion {
  const current = versions.findLast(({ activeFrom }) => activeFrom <= now) ?? versions[0];
  if (current === undefined) throw new Error('A keyring has at least one version of each key');
  return current;
}

export function formatKeyMaterial({ peppers, dataKeys, signingKey }: KeyMaterial): string {
  const format = ({ version, key, activeFrom }: KeyVersion) => ({
    version,
    key: key.toString('base64'),
    activeFrom,
  });
  return `${JSON.stringify(
    {
      format: 1,
      peppers: peppers.map(format),
      dataKeys: dataKeys.map(format),
      signingKey: signingKey.toString('base64'),
    },
    null,
    2,
  )}\n`;
}

/** Reads what `formatKeyMaterial` wrote. Throws an error that names what is wrong and holds nothing of the keys. */
export function parseKeyMaterial(text: string): KeyMaterial {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const parsed = materialSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(problems.join('; '));
}
