import type { PrecannedPayload } from '../media/precanned-file.ts';
import { nodeModule } from '../runtime/node-module.ts';

/** Decodes a generated module's payload. */
export async function decodePayload(payload: PrecannedPayload): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = decodeBase64(payload.base64);
  return payload.compression === 'deflate' ? inflate(bytes) : bytes;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native.fromBase64) return native.fromBase64(text);
  const node = nodeModule('node:buffer');
  if (node !== undefined) return new Uint8Array(node.Buffer.from(text, 'base64'));
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Uses Node's zlib if available: web streams take several times as long to start. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const zlib = nodeModule('node:zlib');
  if (zlib !== undefined) return new Uint8Array(zlib.inflateSync(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
