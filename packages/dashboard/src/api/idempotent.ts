/** The header of a request that is done once, however often it is sent. */
export function idempotent(): { readonly 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
