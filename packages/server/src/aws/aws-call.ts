import type { IncomingHttpHeaders } from 'node:http';

/** One request to a service. */
export interface AwsCall {
  /** What the call is for, as metrics name it. */
  readonly operation: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** The encoded path. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly Uint8Array[];
  /** A longer response is an error. Default 64 KiB. */
  readonly longestResponse?: number;
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

/** What a service responded. */
export interface AwsResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Returns how many bytes the pieces of a body have. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((total, { byteLength }) => total + byteLength, 0);
}
