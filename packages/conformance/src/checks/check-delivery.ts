import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import { webhookOf } from '../document/document.ts';
import { problemsOfBody, problemsOfText } from '../document/schema-problems.ts';

/** A webhook delivery as received. */
export interface Delivery {
  readonly event: DeliveredEvent;
  readonly headers: Headers;
  readonly body: string;
  /** Time of arrival on the world's clock, in milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}

/** The fields of a delivered body that scenarios read. */
export interface DeliveredEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Checks a delivery's headers and body against the document's `webhooks` section, and verifies its signature as a
 * customer would, at the time of the world's clock (contract §7).
 *
 * @returns The violations, one line each; empty when the delivery conforms.
 */
export function checkDelivery(delivery: Delivery, secrets: readonly string[]): string[] {
  const { event, headers } = delivery;
  const description = webhookOf(event.type);
  if (description === undefined)
    return [`webhook ${event.type}: the document defines no such event`];
  const problems = problemsOfBody(description.schema, event);
  for (const [name, { schema }] of Object.entries(description.headers)) {
    const value = headers.get(name);
    problems.push(
      ...(value === null ? [`header ${name} is missing`] : problemsOfText(schema, value)),
    );
  }
  if (headers.get('x-firsthand-event-id') !== event.id) problems.push('the event ids differ');
  problems.push(...problemsOfSignature(delivery, secrets));
  return problems.map((problem) => `webhook ${event.type}: ${problem}`);
}

function problemsOfSignature(
  { headers, body, receivedAt }: Delivery,
  secrets: readonly string[],
): string[] {
  try {
    verifyWebhookSignature(body, headers.get('x-firsthand-signature'), secrets, {
      receivedAt: new Date(receivedAt),
    });
    return [];
  } catch (error) {
    return [`signature: ${error}`];
  }
}
