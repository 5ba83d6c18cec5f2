import { HeldPieces } from './held-pieces.ts';
import { PartUpload } from './part-upload.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { HEADER_BYTES } from './sealed-format.ts';
import type { UploadMemory } from './upload-memory.ts';

/** How large the parts of an upload are, in bytes. */
export interface PartSizes {
  /** What is longer is uploaded in parts. */
  readonly longestWhole: number;
  /** S3 takes up to 10,000 parts of at least 5 MiB each. */
  readonly part: number;
}

/** Up to 78 GiB. */
const DEFAULT_SIZES: PartSizes = { longestWhole: 16 * 1_024 * 1_024, part: 8 * 1_024 * 1_024 };

interface Destination {
  readonly bucket: S3Bucket;
  readonly memory: UploadMemory;
  /** @default whole up to 16 MiB, otherwise in parts of 8 MiB */
  readonly sizes?: PartSizes | undefined;
}

/**
 * Writes an object as it arrives: whole when it is short, otherwise in parts, of which it holds two. When anything fails,
 * the parts are removed and nothing is stored.
 */
export async function writeInParts(
  { bucket, memory, sizes = DEFAULT_SIZES }: Destination,
  key: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const held = new HeldPieces(memory);
  let upload: PartUpload | undefined;
  try {
    for await (const piece of source) {
      held.add(piece);
      if (upload === undefined && held.size > sizes.longestWhole) {
        upload = new PartUpload(
          bucket,
          key,
          await bucket.uploads.begin(key),
          held.first(HEADER_BYTES),
        );
      }
      while (upload !== undefined && held.size >= sizes.part)
        await upload.add(held.take(sizes.part));
    }
    if (upload === undefined) await bucket.write(key, held.pieces);
    else {
      if (held.size > 0) await upload.add(held.take(held.size));
      await upload.complete();
    }
  } catch (error) {
    await upload?.abort();
    throw error;
  } finally {
    held.clear();
  }
}
