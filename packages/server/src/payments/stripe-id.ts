/** Returns the id of an object that Stripe may have sent in full. */
export function idOf(
  expandable: string | { readonly id: string } | null | undefined,
): string | undefined {
  return typeof expandable === 'string' ? expandable : expandable?.id;
}
