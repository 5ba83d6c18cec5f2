/** A key was not retired. The message gives the reason and the fix. */
export class RetirementRefusedError extends Error {
  override readonly name = 'RetirementRefusedError';
}
