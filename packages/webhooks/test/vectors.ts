import { readFileSync } from 'node:fs';

/** One case of `vectors.json`. */
export interface Vector {
  name: string;
  body?: string;
  bodyBase64?: string;
  header: string;
  secrets: string[];
  receivedAt: number;
  tolerance?: number;
  /** The code of the refusal, or null when it verifies. */
  code: string | null;
}

/** The cases on which every implementation of Contract §7 must agree. */
export const { vectors } = JSON.parse(
  readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'),
) as { vectors: Vector[] };

/** Returns the bytes of a case's body. */
export function bytesOf(vector: Vector): Uint8Array {
  return vector.bodyBase64 === undefined
    ? new TextEncoder().encode(vector.body)
    : new Uint8Array(Buffer.from(vector.bodyBase64, 'base64'));
}
