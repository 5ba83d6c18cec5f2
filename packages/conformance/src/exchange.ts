import type { OperationId } from '@firsthandapi/spec';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  /** Undefined when the document knows no such path or method. */
  readonly operationId: OperationId | undefined;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** The body as text; empty when there is none. */
  readonly text: string;
}
