import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import type { Context } from '../command/context.ts';
import { plainJson, plainText } from '../output/plain-text.ts';
import type { Attempt } from './delivery-queue.ts';

/** Shows what `listen` does: lines for a person, or objects for a program. */
export interface ListenPrinter {
  ready(environment: string, receiver: string | undefined, secret: string): void;
  attempt(attempt: Attempt): void;
  /** What is said on standard error in either format. */
  notice(text: string): void;
}

const TYPE_WIDTH = Math.max(...WEBHOOK_EVENT_TYPES.map((type) => type.length));

/** Returns the printer for a format. */
export function listenPrinter(isJson: boolean, { stdout, stderr, now }: Context): ListenPrinter {
  const notice = (text: string) => stderr.write(`${plainText(text)}\n`);
  const line = (object: object) => stdout.write(`${plainJson(object)}\n`);
  if (isJson) {
    return {
      ready: (environment, receiver, secret) =>
        line({ kind: 'ready', environment, forward_to: receiver ?? null, secret }),
      attempt: (attempt) => line(attemptObject(attempt, now())),
      notice,
    };
  }
  return {
    ready: (environment, receiver, secret) => notice(readyText(environment, receiver, secret)),
    attempt: (attempt) => stdout.write(`${attemptLine(attempt, now())}\n`),
    notice,
  };
}

function readyText(environment: string, receiver: string | undefined, secret: string): string {
  const target =
    receiver === undefined ? 'are shown here' : `go to ${receiver}, signed with ${secret}`;
  return `Ready: events of the ${environment} environment ${target}. Ctrl+C ends.`;
}

function attemptLine(
  { event, attempt, status, error, duration, retryIn }: Attempt,
  now: number,
): string {
  const time = new Date(now).toISOString().slice(11, 19);
  const result =
    status === undefined ? plainText(error ?? '') : `${status} in ${Math.round(duration)} ms`;
  const retry =
    retryIn === undefined ? '' : `, attempt ${attempt}; again in ${(retryIn / 1_000).toFixed(1)} s`;
  const type = plainText(event.type).padEnd(TYPE_WIDTH);
  return `${time}  ${type}  ${plainText(event.id)}  →  ${result}${retry}`;
}

function attemptObject(
  { event, attempt, status, error, duration, isDelivered, retryIn }: Attempt,
  now: number,
): object {
  return {
    kind: 'attempt',
    at: new Date(now).toISOString(),
    event_id: event.id,
    event_type: event.type,
    event_created_at: event.created_at,
    attempt,
    status: status ?? null,
    error: error ?? null,
    duration_ms: Math.round(duration),
    delivered: isDelivered,
    retry_in_ms: retryIn === undefined ? null : Math.round(retryIn),
  };
}
