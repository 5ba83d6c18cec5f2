import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { ReadMedia } from '@firsthandapi/engine';
import { containerDuration, decodeWav } from '@firsthandapi/scoring';
import { Pictures } from './pictures.ts';

/** A larger file is left to the scorer, which reads it in parts. */
const MOST_BYTES = 64 * 1_024 * 1_024;
type Content = Uint8Array | ReadableStream<Uint8Array> | undefined;

const NOTHING = { width: null, height: null, duration_seconds: null };

/** Reads the size of pictures and the length of recordings. The decoder of pictures is loaded with the first one. */
export function createReadMedia(load: () => Promise<Pictures> = Pictures.load): ReadMedia {
  let pictures: Promise<Pictures | undefined> | undefined;
  return async (contentType, open) => {
    const isPicture = contentType.startsWith('image/');
    if (!isPicture && contentType !== 'audio/wav') return durationInContainer(await open());
    const bytes = await wholeOf(await open());
    if (bytes === undefined) return NOTHING;
    if (!isPicture) return { ...NOTHING, duration_seconds: durationOf(bytes) };
    // Without the decoder, a file is still a file.
    pictures ??= load().catch(() => undefined);
    const size = await (await pictures)?.sizeOf(bytes);
    return { ...NOTHING, ...size };
  };
}

/** Nothing is decoded, and only what is needed is read, so that it may be of any size. */
async function durationInContainer(content: Content) {
  const duration_seconds =
    content === undefined ? null : await containerDuration(piecesOf(content));
  return { ...NOTHING, duration_seconds };
}

async function* piecesOf(content: NonNullable<Content>): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* Readable.fromWeb(content as NodeStream);
}

async function wholeOf(content: Content): Promise<Uint8Array | undefined> {
  if (content === undefined || content instanceof Uint8Array) return content;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> = Readable.fromWeb(content as NodeStream);
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function durationOf(bytes: Uint8Array): number | null {
  const sound = decodeWav(bytes);
  return sound === undefined ? null : sound.samples.length / sound.rate;
}
