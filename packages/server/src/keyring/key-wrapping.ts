import type { EncryptionContext, KmsClient } from '../aws/kms-client.ts';
import { KEY_BYTES, type KeyMaterial, ROTATING_KEYS, type RotatingKey } from './key-material.ts';

/** Wrapped keys, as they are in the file of a keyring. */
export type WrappedKeys = Readonly<
  Record<RotatingKey, readonly { readonly version: number; readonly wrapped: string }[]>
>;

/** A key in plain and, unless it comes from a plain keyring, as it is in the file. */
interface KnownKey {
  readonly key: Buffer;
  readonly wrapped?: string;
}

const NAMES: Readonly<Record<RotatingKey, string>> = {
  peppers: 'pepper',
  dataKeys: 'data-key',
  signingKeys: 'signing-key',
};

/** The keys of one keyring that this process has unwrapped. Each is unwrapped once, and kept in memory. */
export class KeyWrapping {
  readonly #kms: KmsClient | undefined;
  readonly #known = new Map<string, KnownKey>();

  /** @param kms Undefined when the keyring is not wrapped. */
  constructor(kms: KmsClient | undefined) {
    this.#kms = kms;
  }

  get kms(): KmsClient | undefined {
    return this.#kms;
  }

  /** Unwraps the keys of a keyring that are not known yet. */
  async learn(keyring: WrappedKeys, keyId?: string): Promise<void> {
    for (const which of ROTATING_KEYS) {
      for (const { version, wrapped } of keyring[which]) {
        const known = this.#known.get(idOf(which, version));
        if (known?.wrapped === wrapped) continue;
        const key = known?.key ?? (await this.#unwrap(which, version, wrapped, keyId));
        this.#known.set(idOf(which, version), { key, wrapped });
      }
    }
  }

  /** Remembers the keys of a keyring in plain, so that they stay known while the file is being wrapped. */
  remember(material: KeyMaterial): void {
    for (const which of ROTATING_KEYS) {
      for (const { version, key } of material[which]) {
        if (!this.#known.has(idOf(which, version))) this.#known.set(idOf(which, version), { key });
      }
    }
  }

  /**
   * Has KMS make the key of a version that is about to be added, and unwraps it again before anything depends on it.
   * Without KMS, `rotate` makes it itself.
   */
  async generate(which: RotatingKey, version: number): Promise<void> {
    if (this.#kms === undefined) return;
    const made = await this.#kms.generate(contextOf(which, version));
    await this.#verify(which, version, made);
    this.#known.set(idOf(which, version), made);
  }

  /** Wraps every key under the current key of KMS, and unwraps it again before anything depends on it. */
  async wrapAll(material: KeyMaterial): Promise<void> {
    const kms = this.#kms;
    if (kms === undefined) throw new Error('KMS_KEY_ID must be set to wrap the keyring');
    for (const which of ROTATING_KEYS) {
      for (const { version, key } of material[which]) {
        const wrapped = await kms.wrap(contextOf(which, version), key);
        await this.#verify(which, version, { key, wrapped });
        this.#known.set(idOf(which, version), { key, wrapped });
      }
    }
  }

  /** Returns a key that is known. */
  keyOf(which: RotatingKey, version: number): Buffer | undefined {
    return this.#known.get(idOf(which, version))?.key;
  }

  /** Returns how a key is written in the file. Throws when it was not wrapped. */
  wrappedOf(which: RotatingKey, version: number): string {
    const wrapped = this.#known.get(idOf(which, version))?.wrapped;
    if (wrapped === undefined) {
      throw new Error(`${NAMES[which]} ${version} was not wrapped; try again`);
    }
    return wrapped;
  }

  /** Throws unless KMS unwraps the same key. */
  async #verify(
    which: RotatingKey,
    version: number,
    { key, wrapped }: Required<KnownKey>,
  ): Promise<void> {
    if (!(await this.#unwrap(which, version, wrapped)).equals(key)) {
      throw new Error(`KMS returned another ${NAMES[which]} ${version}; nothing was changed`);
    }
  }

  async #unwrap(
    which: RotatingKey,
    version: number,
    wrapped: string,
    keyId?: string,
  ): Promise<Buffer> {
    if (this.#kms === undefined) throw new Error('it is wrapped by KMS: set KMS_KEY_ID');
    const key = await this.#kms.unwrap(contextOf(which, version), wrapped, keyId);
    if (key.length !== KEY_BYTES) throw new Error(`${NAMES[which]} ${version} has not 256 bits`);
    return key;
  }
}

function contextOf(which: RotatingKey, version: number): EncryptionContext {
  return { service: 'firsthandapi', purpose: NAMES[which], version: String(version) };
}

function idOf(which: RotatingKey, version: number): string {
  return `${which} ${version}`;
}
