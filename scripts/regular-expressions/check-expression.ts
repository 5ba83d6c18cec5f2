import { checkSync } from 'recheck';
import type { Expression } from './find-expressions.ts';

/**
 * Steps are counted, not time: by default an attack also counts as successful when it takes a second, which on a busy
 * machine any does. Only an analysis that cannot be finished is ended by time; the others take seconds.
 */
const PARAMETERS = { timeout: 600_000, attackTimeout: null, incubationTimeout: null } as const;

/** Returns what is wrong with an expression, or undefined when it matches every text in linear time. */
export function checkExpression({ source, flags }: Expression): string | undefined {
  const result = checkSync(source, flags, PARAMETERS);
  switch (result.status) {
    case 'safe':
      return undefined;
    case 'vulnerable':
      return `takes ${result.complexity.summary} time, for example for ${result.attack.pattern}`;
    case 'unknown':
      return `could not be checked: ${result.error.kind}`;
  }
}
