/** What a port throws when what is behind it cannot be reached now: the store's is a 503, the payment provider's a 502. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** What a port throws when what is behind it does not answer in time: the payment provider's is a 504. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** What the payment provider's port throws when a charge is refused for good, so that no money was or will be taken. */
export class PaymentRefusedError extends Error {
  override readonly name = 'PaymentRefusedError';
}
