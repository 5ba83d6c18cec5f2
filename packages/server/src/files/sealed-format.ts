import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '../keyring/sealing.ts';

/**
 * A sealed file: a header, then chunks of AES-256-GCM, each with its tag. Every file has a key of its own, derived
 * from a data key and the header's salt, so that a chunk's place can be its nonce. The last chunk's nonce says that
 * it is the last: cutting, swapping or appending chunks is noticed, and any chunk can be opened alone.
 */
export interface SealedHeader {
  readonly keyVersion: number;
  readonly salt: Buffer;
}

const MAGIC = Buffer.from('FHF1');
const SALT_BYTES = 32;
const TAG_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES;
/** Bytes of content in each chunk but the last. */
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

/** Throws when the bytes do not begin a sealed file. */
export function parseHeader(bytes: Buffer): SealedHeader {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new Error('This is not a sealed file');
  }
  return {
    keyVersion: bytes.readUInt32BE(MAGIC.length),
    salt: Buffer.from(bytes.subarray(MAGIC.length + 4, HEADER_BYTES)),
  };
}

/** Seals and opens the chunks of one file. */
export class ChunkSealer {
  readonly #key: Buffer;

  /** @param name Bound in: a file's bytes cannot pass for another's. */
  constructor(dataKey: Buffer, { salt }: SealedHeader, name: string) {
    this.#key = deriveKey(dataKey, salt, `firsthandapi file ${name}`);
  }

  seal(chunk: Uint8Array, place: number, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(place, isLast));
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when the chunk was altered or is not the one of this place. */
  open(sealed: Uint8Array, place: number, isLast: boolean): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(place, isLast), {
      // A shorter tag, as a cut chunk would have, is easier to guess.
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  }
}

/** How many chunks a sealed file of this size has, and how large its content is. */
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
