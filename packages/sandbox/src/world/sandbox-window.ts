/** Options of a sandbox's window. */
export interface OpenOptions {
  /** Port to listen on. Default 0: any free port. With a fixed port and token, a tab that is left open reconnects. */
  readonly port?: number | undefined;
  /** Token that the window requires, part of its address. Default: a random one. */
  readonly token?: string | undefined;
  /** Print the address. Default true. */
  readonly print?: boolean | undefined;
}

/**
 * An open window of a sandbox.
 *
 * @example
 * ```ts
 * await using window = await sandbox.open();
 * ```
 */
export interface SandboxWindow extends AsyncDisposable {
  /** The address to open in a browser. It holds the token: anyone who has it controls the sandbox. */
  readonly url: string;
  /** Stops listening. The sandbox itself goes on. */
  close(): Promise<void>;
}
