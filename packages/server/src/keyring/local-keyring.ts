import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '@firsthandapi/engine';
import {
  currentVersion,
  type KeyMaterial,
  type KeySource,
  type KeyVersion,
} from './key-material.ts';
import { deriveKey, openText, sealText } from './sealing.ts';

const NO_SALT = new Uint8Array(0);

/** A derived key, for what takes bytes and, prepared once, for what would prepare it at each use. */
interface DerivedKey {
  readonly bytes: Buffer;
  readonly prepared: KeyObject;
}

/** Keyring whose key material comes from a `KeySource` and is held in memory. */
export class LocalKeyring implements Keyring {
  readonly #source: KeySource;
  readonly #now: () => number;
  #material: KeyMaterial;
  #derived = new Map<string, DerivedKey>();

  constructor(source: KeySource, now: () => number = Date.now) {
    this.#source = source;
    this.#now = now;
    this.#material = source.load();
  }

  /** Loads the key material again, to pick up added and removed versions. Throws, and keeps the keys, if it is another keyring's. */
  reload(): void {
    const material = this.#source.load();
    if (!sharesKey(material.signingKeys, this.#material.signingKeys)) {
      throw new Error('The keyring was replaced by another; restore it');
    }
    this.#material = material;
    this.#derived = new Map();
  }

  /** The key material that is in use. */
  get material(): KeyMaterial {
    return this.#material;
  }

  hashKey(key: string): string {
    return hashUnder(currentVersion(this.#material.peppers, this.#now()), key);
  }

  keyHashes(key: string): readonly string[] {
    const { peppers } = this.#material;
    return currentFirst(peppers, this.#now()).map((pepper) => hashUnder(pepper, key));
  }

  sign(purpose: string, text: string): string {
    return this.signUnder(currentVersion(this.#material.signingKeys, this.#now()), purpose, text);
  }

  signatures(purpose: string, text: string): readonly string[] {
    const { signingKeys } = this.#material;
    return currentFirst(signingKeys, this.#now()).map((key) => this.signUnder(key, purpose, text));
  }

  verify(purpose: string, text: string, signature: string): boolean {
    const given = Buffer.from(signature);
    return this.signatures(purpose, text)
      .map((one) => Buffer.from(one))
      .some((one) => one.length === given.length && timingSafeEqual(one, given));
  }

  /** Signs with one version of the signing key, such as one that is being retired. */
  signUnder({ version, key }: KeyVersion, purpose: string, text: string): string {
    // The first version's label has no number: it signed before there were versions.
    const label = version === 1 ? `sign:${purpose}` : `sign:${version}:${purpose}`;
    return createHmac('sha256', this.#derive(label, key).prepared).update(text).digest('hex');
  }

  async seal(purpose: string, text: string): Promise<string> {
    const { version, key } = this.currentDataKey();
    return `${version}:${sealText(this.#sealingKey(version, key, purpose), purpose, text)}`;
  }

  async open(purpose: string, sealed: string): Promise<string> {
    const [version, rest] = splitSeal(sealed);
    const key = this.#sealingKey(version, this.dataKey(version), purpose);
    return openText(key, purpose, rest);
  }

  async sealReplay(idempotencyKey: string, text: string): Promise<string> {
    const { version, key } = this.currentDataKey();
    return `${version}:${sealText(this.#replayKey(version, key, idempotencyKey), 'replay', text)}`;
  }

  async openReplay(idempotencyKey: string, sealed: string): Promise<string> {
    const [version, rest] = splitSeal(sealed);
    return openText(
      this.#replayKey(version, this.dataKey(version), idempotencyKey),
      'replay',
      rest,
    );
  }

  /** Returns the data key that currently seals. */
  currentDataKey(): KeyVersion {
    return currentVersion(this.#material.dataKeys, this.#now());
  }

  /** Returns the data key of a version. Reloads once when it is unknown, since another process may have added it. */
  dataKey(version: number): Buffer {
    const known = this.#findDataKey(version);
    if (known !== undefined) return known;
    this.reload();
    const found = this.#findDataKey(version);
    if (found === undefined) throw new Error(`The keyring has no data key version ${version}`);
    return found;
  }

  #findDataKey(version: number): Buffer | undefined {
    return this.#material.dataKeys.find((candidate) => candidate.version === version)?.key;
  }

  #sealingKey(version: number, key: Buffer, purpose: string): KeyObject {
    return this.#derive(`seal:${version}:${purpose}`, key).prepared;
  }

  /** Derived from the client's Idempotency-Key too, so that the keyring alone cannot open a stored replay. */
  #replayKey(version: number, key: Buffer, idempotencyKey: string): KeyObject {
    const { bytes } = this.#derive(`replay:${version}`, key);
    return createSecretKey(deriveKey(idempotencyKey, bytes, 'firsthandapi replay'));
  }

  #derive(label: string, key: Buffer): DerivedKey {
    const known = this.#derived.get(label);
    if (known !== undefined) return known;
    const bytes = deriveKey(key, NO_SALT, `firsthandapi ${label}`);
    const derived = { bytes, prepared: createSecretKey(bytes) };
    this.#derived.set(label, derived);
    return derived;
  }
}

/** True when one of the keys is in both. A rotation and a retirement leave at least one. */
function sharesKey(some: readonly KeyVersion[], others: readonly KeyVersion[]): boolean {
  return some.some(({ key }) => others.some((other) => other.key.equals(key)));
}

/** Returns the versions, the current one first and the others latest first. */
function currentFirst(versions: readonly KeyVersion[], now: number): readonly KeyVersion[] {
  const current = currentVersion(versions, now);
  return [current, ...versions.filter((version) => version !== current).reverse()];
}

function hashUnder({ version, key }: KeyVersion, text: string): string {
  return `${version}:${createHmac('sha256', key).update(text).digest('hex')}`;
}

function splitSeal(sealed: string): [version: number, rest: string] {
  const end = sealed.indexOf(':');
  return [Number(sealed.slice(0, end)), sealed.slice(end + 1)];
}
