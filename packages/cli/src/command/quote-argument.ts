/** Returns an argument as a POSIX shell reads it: in quotation marks where it has to be. */
export function quoteArgument(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
