import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ChunkReader } from '../files/chunk-reader.ts';
import { type ContentSource, contentChunks } from '../files/content-chunks.ts';
import { openDiskFile } from '../files/disk-file.ts';
import { ChunkSealer, HEADER_BYTES } from '../files/sealed-format.ts';
import { type BackupSecret, SECRET_KINDS } from './backup-secret.ts';

/**
 * A sealed backup file: the magic `FHB1`, four bytes with the kind of the secret, 32 bytes of salt, then AES-256-GCM
 * chunks of 64 KiB as in sealed files: truncated, swapped or appended chunks are detected.
 */
const MAGIC = Buffer.from('FHB1');
const SALT_BYTES = 32;

/** What a sealed file is for: bound into its key, so that one cannot stand for the other. */
export type BackupKind = 'archive' | 'keys';

/** A backup that cannot be used. The message says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Seals a source into a new file, and resolves to its size once it is durable. */
export async function sealBackup(
  path: string,
  kind: BackupKind,
  secret: BackupSecret,
  source: ContentSource,
): Promise<number> {
  const salt = randomBytes(SALT_BYTES);
  const sealer = await sealerOf(kind, secret, salt);
  const file = await open(path, 'wx', 0o600);
  try {
    const secretKind = Buffer.alloc(4);
    secretKind.writeUInt32BE(SECRET_KINDS[secret.kind]);
    await file.write(Buffer.concat([MAGIC, secretKind, salt]));
    let place = 0;
    let size = HEADER_BYTES;
    for await (const { chunk, isLast } of contentChunks(source)) {
      const sealed = sealer.seal(chunk, place, isLast);
      await file.write(sealed);
      size += sealed.length;
      place += 1;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

/** Yields what was sealed. Throws a `BackupError` when the file is not what was written. */
export async function* openBackup(
  path: string,
  kind: BackupKind,
  secret: BackupSecret,
): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch((error: Error) => {
    throw new BackupError(`${path} cannot be read: ${error.message}`);
  });
  let opened = 0;
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, 0);
    requireHeader(path, header, secret);
    const salt = header.subarray(HEADER_BYTES - SALT_BYTES);
    const reader = new ChunkReader(await openDiskFile(file), await sealerOf(kind, secret, salt));
    for await (const chunk of reader.read(undefined)) {
      opened += 1;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(
      opened === 0
        ? `${path} cannot be opened: it was sealed with another ${secret.kind} file, is no ${kind} file, or was altered`
        : `${path} is damaged: it was cut, or its chunks were altered or reordered`,
      { cause: error },
    );
  } finally {
    await file.close();
  }
}

async function sealerOf(kind: BackupKind, secret: BackupSecret, salt: Buffer) {
  const header = { keyVersion: 0, salt: Buffer.from(salt) };
  const key = await secret.keyFor(header.salt);
  return new ChunkSealer(key, header, `backup ${kind}`);
}

function requireHeader(path: string, header: Buffer, secret: BackupSecret): void {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new BackupError(
      `${path} is not a backup, or of a format that this version does not know`,
    );
  }
  const kind = header.readUInt32BE(MAGIC.length);
  if (kind === SECRET_KINDS[secret.kind]) return;
  const other = secret.kind === 'key' ? 'passphrase' : 'key';
  throw new BackupError(`${path} was sealed with a ${other} file; give it with --${other}-file`);
}
