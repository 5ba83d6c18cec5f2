/** Describes what was thrown and its causes. Anything can be thrown: a revoked proxy has no text. */
export function describe(thrown: unknown): string {
  try {
    const { cause } = Object(thrown);
    return cause ? `${thrown}; ${describe(cause)}` : String(thrown);
  } catch {
    return typeof thrown;
  }
}
