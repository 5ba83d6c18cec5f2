import { checkSync } from 'recheck';
import type { Expression } from './find-expressions.ts';

/** Ends an analysis that cannot be finished; the others take a second. */
const TIMEOUT_MS = 60_000;

/** Returns what is wrong with an expression, or undefined when it matches every text in linear time. */
export function checkExpression({ source, flags }: Expression): string | undefined {
  const result = checkSync(source, flags, { timeout: TIMEOUT_MS });
  switch (result.status) {
    case 'safe':
      return undefined;
    case 'vulnerable':
      return `takes ${result.complexity.summary} time, for example for ${result.attack.pattern}`;
    case 'unknown':
      return `could not be checked: ${result.error.kind}`;
  }
}
