/** A stream that a command writes to. */
export interface Sink {
  write(text: string): void;
  /** Whether a person reads it. */
  readonly isTerminal: boolean;
  /** The width of the terminal, in columns; `undefined` when it is none. */
  readonly columns: number | undefined;
}

/** Where a command reads what is not an argument. */
export interface Source {
  readonly isTerminal: boolean;
  /** Reads to the end, or rejects when `signal` is aborted. */
  readText(signal: AbortSignal): Promise<string>;
  /**
   * Asks a person for a line without showing it; reads the first line when there is no terminal. Rejects when `signal` is
   * aborted, and with an `Interruption` on Ctrl+C.
   */
  readSecret(prompt: string, signal: AbortSignal): Promise<string>;
}

/** Everything that a command takes from its surroundings, so that tests can put something else in its place. */
export interface Context {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: Source;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The user's home folder. */
  readonly home: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects when `signal` is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 to 1, for jitter. */
  random(): number;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}
