import { z } from 'zod';
import {
  type KeyMaterial,
  type KeyVersion,
  ROTATING_KEYS,
  type RotatingKey,
} from './key-material.ts';
import { ascendingVersions } from './key-material-format.ts';
import type { KeyWrapping } from './key-wrapping.ts';

const versions = ascendingVersions(
  z.strictObject({
    version: z.int().positive(),
    wrapped: z.base64().max(8_192),
    activeFrom: z.int(),
  }),
);

const schema = z.strictObject({
  format: z.literal(3),
  /** The key of KMS that wraps the others. */
  kmsKey: z.string().min(1).max(2_048),
  peppers: versions,
  dataKeys: versions,
  signingKeys: versions,
});

/** A keyring whose keys KMS has wrapped. */
export type WrappedKeyring = z.infer<typeof schema>;

/** Returns the keyring, or undefined when the text is that of one in plain. Throws when it is damaged. */
export function parseWrappedKeyring(text: string): WrappedKeyring | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!z.object({ format: z.literal(3) }).safeParse(json).success) return undefined;
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(problems.join('; '));
}

export function formatWrappedKeyring(
  material: KeyMaterial,
  kmsKey: string,
  wrapping: KeyWrapping,
): string {
  const format = (which: RotatingKey) =>
    material[which].map(({ version, activeFrom }) => ({
      version,
      wrapped: wrapping.wrappedOf(which, version),
      activeFrom,
    }));
  const keyring = {
    format: 3,
    kmsKey,
    ...Object.fromEntries(ROTATING_KEYS.map((which) => [which, format(which)])),
  };
  return `${JSON.stringify(keyring, null, 2)}\n`;
}

/** Returns the keys of a wrapped keyring. Throws when one of them has not been unwrapped. */
export function unwrappedMaterial(keyring: WrappedKeyring, wrapping: KeyWrapping): KeyMaterial {
  const unwrapped = (which: RotatingKey): KeyVersion[] =>
    keyring[which].map(({ version, activeFrom }) => {
      const key = wrapping.keyOf(which, version);
      if (key === undefined) {
        throw new Error(
          wrapping.kms === undefined
            ? 'it is wrapped by KMS: set KMS_KEY_ID'
            : 'it has a key that KMS has not unwrapped yet',
        );
      }
      return { version, key, activeFrom };
    });
  return {
    peppers: unwrapped('peppers'),
    dataKeys: unwrapped('dataKeys'),
    signingKeys: unwrapped('signingKeys'),
  };
}
