import { z } from 'zod';
import { firstVersion, KEY_BYTES, type KeyMaterial, type KeyVersion } from './key-material.ts';

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

/** Returns the keys as the text of a file. */
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
