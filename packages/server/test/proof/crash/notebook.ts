import type { CallOptions } from '../../support/test-server.ts';

/** A first answer, as the client saw it. */
export interface FirstAnswer {
  readonly status: number;
  readonly text: string;
}

/** A mutation that a client sent, and what came of it. */
export interface Sent {
  readonly kind: 'create' | 'cancel' | 'key' | 'purchase';
  readonly path: string;
  readonly key: string;
  readonly idempotencyKey: string;
  readonly body: CallOptions['body'];
  /** Undefined while nobody has answered. */
  answer: FirstAnswer | undefined;
}

/** What the clients were promised: the truth that a server has to live up to after each crash. */
export class Notebook {
  readonly sent: Sent[] = [];
  /** Jobs that the service said it had made, by id. */
  readonly jobs = new Map<string, { readonly key: string; readonly willBeDone: boolean }>();
  /** Jobs that nobody works on and nobody has asked to cancel. */
  readonly cancellable: { readonly id: string; readonly key: string }[] = [];
  /** Jobs that the service said it had cancelled. */
  readonly cancelled = new Set<string>();
  /** Checkouts that the page said were paid. */
  readonly paid = new Set<string>();
  /** Checkouts that were opened, paid or not. */
  readonly checkouts: string[] = [];
  requests = 0;

  /** Notes the first answer of a mutation and what it promises. */
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

  /** Mutations that a crash left without an answer. */
  unanswered(): readonly Sent[] {
    return this.sent.filter(({ answer }) => answer === undefined);
  }
}
