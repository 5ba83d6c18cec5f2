import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { AssessmentRequest } from '@firsthandapi/engine';

/** Reads the first bytes of a submitted file, `length` at most. */
export async function readContent(
  { submission, open }: AssessmentRequest,
  length: number,
): Promise<Uint8Array> {
  const wanted = Math.min(length, submission.size_bytes);
  if (wanted === 0) return new Uint8Array();
  const content = await open({ first: 0, last: wanted - 1 });
  if (content instanceof Uint8Array) return content;
  const bytes = new Uint8Array(wanted);
  let read = 0;
  const stream: AsyncIterable<Uint8Array> = Readable.fromWeb(content as NodeStream);
  for await (const chunk of stream) {
    bytes.set(chunk.subarray(0, wanted - read), read);
    read += Math.min(chunk.length, wanted - read);
  }
  return bytes.subarray(0, read);
}
