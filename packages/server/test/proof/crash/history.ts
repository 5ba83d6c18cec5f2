import type { CallOptions } from '../../support/test-server.ts';

/** A first response, as the client saw it. */
export interface FirstResponse {
  readonly status: number;
  readonly text: string;
}

/** A mutation that a client sent, and its outcome. */
export interface Operation {
  readonly kind: 'create' | 'cancel' | 'key' | 'purchase';
  readonly path: string;
  readonly key: string;
  readonly idempotencyKey: string;
  readonly body: CallOptions['body'];
  /** Undefined until a response arrives. */
  response: FirstResponse | undefined;
}

/** What clients were promised, which must still hold after each crash. */
export class History {
  readonly operations: Operation[] = [];
  /** Jobs whose creation was acknowledged, by id. */
  readonly jobs = new Map<string, { readonly key: string; readonly willBeDone: boolean }>();
  /** Jobs that are never picked up and have not been cancelled. */
  readonly cancellable: { readonly id: string; readonly key: string }[] = [];
  /** Jobs whose cancellation was acknowledged. */
  readonly cancelled = new Set<string>();
  /** Checkouts whose payment was acknowledged. */
  readonly paid = new Set<string>();
  /** All opened checkouts, paid or not. */
  readonly checkouts: string[] = [];
  requests = 0;

  /** Records the first response to a mutation and what it promises. */
  record(operation: Operation, response: FirstResponse): void {
    operation.response = response;
    if (response.status >= 300) return;
    const body = JSON.parse(response.text);
    if (operation.kind === 'create') {
      const willBeDone = body.environment === 'test' && body.metadata.fh_scenario === 'approved';
      this.jobs.set(body.id, { key: operation.key, willBeDone });
      if (!willBeDone) this.cancellable.push({ id: body.id, key: operation.key });
    }
    if (operation.kind === 'cancel') this.cancelled.add(body.id);
    if (operation.kind === 'purchase') this.checkouts.push(body.checkout_url);
  }

  /** Mutations that a crash left without a response. */
  pending(): readonly Operation[] {
    return this.operations.filter(({ response }) => response === undefined);
  }
}
