import type { IncomingMessage } from 'node:http';

/** Returns the body of a response. Rejects when it is cut off, or longer than `longest` bytes. */
export async function readBody(response: IncomingMessage, longest: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > longest) {
      response.destroy();
      throw new Error(`the response has more than ${longest} bytes`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
