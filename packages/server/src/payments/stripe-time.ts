import { TimeoutError } from '@firsthandapi/engine';
import Stripe from 'stripe';
import { withinTimeLimit } from './time-limit.ts';

/** Timeout of all Stripe requests of a checkout or a charge; shorter than the SDK's own timeout. */
const TIME_LIMIT_MS = 20_000;
const TIMEOUT_MESSAGE = 'Stripe did not respond in time';

/** Returns the call's result, or throws a `TimeoutError` when one request or all of them together take too long. */
export async function inStripeTime<T>(
  call: () => Promise<T>,
  milliseconds = TIME_LIMIT_MS,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await withinTimeLimit({ milliseconds, signal, message: TIMEOUT_MESSAGE }, call());
  } catch (error) {
    throw isTimeout(error) ? new TimeoutError(TIMEOUT_MESSAGE, { cause: error }) : error;
  }
}

function isTimeout(error: unknown): boolean {
  const { StripeConnectionError } = Stripe.errors;
  return error instanceof StripeConnectionError && /timed? ?out/i.test(error.message);
}
