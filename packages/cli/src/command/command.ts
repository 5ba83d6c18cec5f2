import type { Context } from './context.ts';
import type { Option, Parsed } from './parse-arguments.ts';

/** A command that is not an operation of the API, and loaded only when it runs. */
export interface Command {
  readonly summary: string;
  readonly description?: string;
  /** What follows the words, such as `<id>`; a command without it takes nothing. */
  readonly takes?: readonly string[];
  /** Whether the last of `takes` may be left out. */
  readonly isLastOptional?: true;
  readonly options: readonly Option[];
  /** What follows `firsthand` in an example. */
  readonly example: string;
  /** Whether it asks for the key that it uses, instead of finding one that is stored. */
  readonly asksForKey?: true;
  /** Returns the exit code. */
  run(parsed: Parsed, context: Context): Promise<number>;
}
