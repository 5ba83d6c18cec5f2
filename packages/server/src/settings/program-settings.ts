import { z } from 'zod';
import { flag, type ValuesOf } from './setting.ts';

export const programSettings = {
  ACCEPT_CLOCK: {
    meaning: 'Accept a clock that is hours ahead of the latest time seen at every start',
    default: 'false',
    schema: flag,
  },
  MCP: {
    meaning: 'Serve assistants at /mcp, if @firsthandapi/mcp is installed',
    default: 'true',
    schema: flag,
  },
  LOG: {
    meaning: '`json` for one line a request, or `off`',
    default: 'json',
    schema: z.enum(['json', 'off']),
  },
} as const;

type Values = ValuesOf<typeof programSettings>;

/** The program itself. */
export interface ProgramConfiguration {
  /** Accept the machine's clock at the start, even if it is more than an hour ahead of the latest time seen. */
  readonly acceptClock: boolean;
  /** Serve assistants at `/mcp`, with `@firsthandapi/mcp`. */
  readonly mcp: boolean;
  readonly log: 'json' | 'off';
}

export function readProgram(values: Values): ProgramConfiguration {
  return {
    acceptClock: values.ACCEPT_CLOCK ?? false,
    mcp: values.MCP ?? true,
    log: values.LOG ?? 'json',
  };
}
