import { type Context, context, diag } from '@opentelemetry/api';

/** Returns the result of `work`, or undefined when it throws: the failure of a tracing SDK is never the failure of a request. */
export function withoutFailing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    warn('@firsthandapi/server: tracing failed, the work goes on', error);
    return undefined;
  }
}

/**
 * Runs `work` once, in the scope where the SDK's context manager can do that, and otherwise outside of it. Returns or
 * throws what `work` does.
 */
export function runWithin<T>(scope: Context, work: () => T): T {
  let outcome: (() => T) | undefined;
  withoutFailing(() =>
    context.with(scope, () => {
      outcome = outcomeOf(work);
    }),
  );
  return outcome === undefined ? work() : outcome();
}

/** Runs `work`, and returns a function that returns or throws what it did. */
function outcomeOf<T>(work: () => T): () => T {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function warn(...details: [message: string, ...unknown[]]): void {
  try {
    diag.warn(...details);
  } catch {
    // The process's own logger, which failed too.
  }
}
