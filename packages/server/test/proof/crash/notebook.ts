import type { CallOptions } from '../../support/test-server.ts';

/** A first response, as the client saw it. */
export interface FirstAnswer {
  readonly status: number;
  readonly text: string;
}

/** A mutation that a client sent, and its outcome. */
export interface Sent {
  readonly kind: 'create' | 'cancel' | 'key' | 'purchase';
  readonly path: string;
  readonly key: string;
  readonly idempotencyKey: string;
  readonly body: CallOptions['body'];
  /** Undefined until a response arrives. */
  answer: FirstAnswer | undefined;
}

/** What clients were promised, which must still hold after each crash. */
export class Notebook {
  readonly sent: Sent[] = [];
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
  note(sent: Sent, answer: FirstAnswer): void {
    sent.answer = answer;
    if (answer.status >= 300) return;
    const body = JSON.parse(answer.text);
    if (sent.kind === 'create') {
      const willBeDone = body.environment === 'test' && body.metadata.fh_scenario === 'approved';
      this.jobs.set(body.id, { key: sent.key, willBeDone });
      if (!willBeDone) this.cancellable.push({ id: body.id, key: sent.key });
    }
    if (sent.kind === 'cancel') this.cancelled.add(body.id);
    if (sent.kind === 'purchase') this.checkouts.push(body.checkout_url);
  }

  /** Mutations that a crash left without a response. */
  unanswered(): readonly Sent[] {
    return this.sent.filter(({ answer }) => answer === undefined);
  }
}
