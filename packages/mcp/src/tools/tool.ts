import type { FirstHandClient } from '@firsthandapi/sdk';
import type { z } from 'zod';
import type { ToolScope } from '../access/scopes.ts';
import type { ToolOutput } from '../results/tool-result.ts';
import type { Budget } from '../spending/budget.ts';

/** What tools work with: one client, whose key decides what they can reach. */
export interface ToolEnvironment {
  readonly client: FirstHandClient;
  /** Of the key. In `live`, jobs cost money. */
  readonly environment: 'live' | 'test';
  readonly budget: Budget;
  /** The folder in which files may be saved; undefined where the machine is not the user's, as over HTTP. */
  readonly downloadFolder: string | undefined;
  /** The longest wait of one call, in seconds. */
  readonly longestWaitSeconds: number;
}

/** What a tool knows of the call. */
export interface ToolCall extends ToolEnvironment {
  /** Aborts when the caller gives up, and at the deadline of every call. */
  readonly signal: AbortSignal;
  /** Tells the caller how far a call has come, if it asked for that. */
  readonly report: (done: number, total: number, message: string) => void;
}

/** A tool: its description for models, its schemas, and what it does. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The key needs all of them; otherwise the tool is not listed. */
  readonly scopes: readonly ToolScope[];
  /** Whether it writes to the user's disk, which only a local server can. */
  readonly isLocal?: boolean;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly input: Input;
  readonly output: z.ZodObject;
  run(input: z.output<Input>, call: ToolCall): Promise<ToolOutput>;
}

/** Hints of a tool that changes nothing. */
export const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
} as const;

/** Checks a tool's `run` against its schema, and forgets the schema's type. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool {
  return tool as unknown as Tool;
}
