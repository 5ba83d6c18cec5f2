/** The server cannot listen where its settings say. The message names the address and the setting to change. */
export class UnusableAddressError extends Error {
  override readonly name = 'UnusableAddressError';
}

/** Where a listener should be, and what the names of its settings begin with: `OPS_` for operators. */
export interface ListenerAddress {
  readonly host: string;
  readonly port: number;
  readonly settings: '' | 'OPS_';
}

/** Returns the error of `listen` with the address and the fix. */
export function nameAddress(
  { host, port, settings }: ListenerAddress,
  error: NodeJS.ErrnoException,
): UnusableAddressError {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const message = `Cannot listen on ${address}: ${reasonOf(error, settings)}`;
  return new UnusableAddressError(message, { cause: error });
}

function reasonOf({ code, message }: NodeJS.ErrnoException, settings: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `the port is in use; set another ${settings}PORT, or 0 for any free one`;
    case 'EACCES':
      return `access is denied; set ${settings}PORT to 1024 or more`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine does not have the address; set another ${settings}HOST`;
    default:
      return message;
  }
}
