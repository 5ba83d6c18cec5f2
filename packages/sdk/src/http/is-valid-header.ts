/** Whether HTTP allows the name and the value, in any transport: they differ in what else they accept. */
export function isValidHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
