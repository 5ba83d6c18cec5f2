import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { deriveKey } from '../keyring/sealing.ts';

/**
 * A sealed file: a header, then AES-256-GCM chunks, each with its tag. Every file has its own key, derived from a data
 * key and the header's salt, so that a chunk's position can be its nonce. The nonce of the last chunk marks it as the
 * last: truncated, swapped or appended chunks are detected, and any chunk can be decrypted alone.
 */
export interface SealedHeader {
  /** The version of the keyring's data key; 0 for the data key of the organization that owns the file. */
  readonly keyVersion: number;
  readonly salt: Buffer;
}

const MAGIC = Buffer.from('FHF1');
const SALT_BYTES = 32;
const TAG_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES;
/** Bytes of content in every chunk except the last. */
export const CHUNK_BYTES = 64 * 1024;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

export function newHeader(keyVersion: number): SealedHeader {
  return { keyVersion, salt: randomBytes(SALT_BYTES) };
}

export function formatHeader({ keyVersion, salt }: SealedHeader): Buffer {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(keyVersion);
  return Buffer.concat([MAGIC, version, salt]);
}

/** Parses the header of a sealed file, or throws when the bytes are not one. */
export function parseHeader(bytes: Buffer): SealedHeader {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new Error('Not a sealed file');
  }
  return {
    keyVersion: bytes.readUInt32BE(MAGIC.length),
    salt: Buffer.from(bytes.subarray(MAGIC.length + 4, HEADER_BYTES)),
  };
}

/** Encrypts and decrypts the chunks of one file. */
export class ChunkSealer {
  readonly #key: Buffer;

  /** @param name Bound into the key, so that one file's bytes cannot replace another's. */
  constructor(dataKey: Buffer | KeyObject, { salt }: SealedHeader, name: string) {
    this.#key = deriveKey(dataKey, salt, `firsthandapi file ${name}`);
  }

  seal(chunk: Uint8Array, place: number, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(place, isLast));
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }

  /** Decrypts a chunk, or throws when it was altered or belongs to another position. */
  open(sealed: Uint8Array, place: number, isLast: boolean): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(place, isLast), {
      // Requires the full tag: the shorter tag of a truncated chunk is easier to forge.
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  }
}

/** Returns how many chunks a sealed file of this size has, and how large its content is. */
export function layoutOf(sealedBytes: number): { chunks: number; contentBytes: number } {
  const chunks = Math.max(1, Math.ceil((sealedBytes - HEADER_BYTES) / SEALED_CHUNK_BYTES));
  return { chunks, contentBytes: sealedBytes - HEADER_BYTES - chunks * TAG_BYTES };
}

function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}
