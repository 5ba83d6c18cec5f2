/** Returns a value of unknown type when it is a text with at least one character. */
export function nonEmptyText(value: unknown): string | undefined {
  return value && typeof value === 'string' ? value : undefined;
}
