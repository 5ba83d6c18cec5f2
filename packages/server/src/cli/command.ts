/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Prints one line of what a command did. */
type Say = (line: string) => void;

/** What the server's program does under one name. */
export interface Command {
  /** The arguments that follow the name; a command without it takes none. */
  readonly takes?: string;
  readonly help: string;
  readonly run: (
    environment: Environment,
    parameters: readonly string[],
    say: Say,
  ) => Promise<void>;
}
