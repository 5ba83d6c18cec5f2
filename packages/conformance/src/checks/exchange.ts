import type { OperationName } from '../document/operation-of.ts';

/** A request and its response, as sent over the wire. */
export interface Exchange {
  /** Undefined when the document defines no operation for the method and path. */
  readonly operationId: OperationName | undefined;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** The response body as text; empty if there is none. */
  readonly text: string;
}
