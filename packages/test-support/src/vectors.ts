import { readFileSync } from 'node:fs';

const VECTORS = new URL('../../../spec/vectors/', import.meta.url);

/** A case of a file of vectors; `spec/vectors/README.md` describes the fields of each. */
export interface VectorCase {
  readonly name: string;
}

/** A call of an operation. */
export interface CallVector extends VectorCase {
  readonly operation: string;
  /** The ids in the path. */
  readonly ids: readonly unknown[];
  /** The query of a GET, the body of anything else, null when the call has none. */
  readonly payload: object | null;
}

/** What an error has; a field that is not here is not checked, and null means that it is absent. */
export interface ErrorVector {
  readonly class?: string;
  readonly type?: string;
  readonly status?: number;
  readonly message?: string;
  readonly message_contains?: readonly string[];
  readonly message_excludes?: readonly string[];
  readonly message_at_most?: number;
  readonly request_id?: string | null;
  readonly retryable?: boolean;
  readonly retry_after_ms?: number | null;
  readonly details?: readonly object[];
  readonly quota?: object | null;
}

/** A response as a server sends it. */
export interface ResponseVector {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The body of a case, as text or, when it is not UTF-8, in base64. */
export interface BodyVector extends VectorCase {
  readonly body?: string;
  readonly body_base64?: string;
}

/** A body, and the header that signs it. */
export interface SigningVector extends VectorCase {
  readonly body: string;
  readonly secrets: string[];
  readonly timestamp: number;
  readonly header: string;
}

/**
 * Reads a file of `spec/vectors`, on which the implementations in every language agree.
 *
 * @param name the file's path without its ending, such as `errors`
 */
export function readVectors<File>(name: string): File {
  return JSON.parse(readFileSync(new URL(`${name}.json`, VECTORS), 'utf8'));
}

/** Returns the bytes of a case's body. */
export function bytesOfBody({ body, body_base64 }: BodyVector): Uint8Array {
  return new Uint8Array(
    body_base64 === undefined ? Buffer.from(body ?? '') : Buffer.from(body_base64, 'base64'),
  );
}
