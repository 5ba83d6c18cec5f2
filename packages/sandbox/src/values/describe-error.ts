/** A message may contain a whole page. */
const LONGEST = 500;

/** Describes what was thrown: `TypeError: …`, or `ECONNREFUSED: …`. Null when there is nothing to say. */
export function describeError({ error }: { readonly error?: unknown }): string | null {
  if (error === undefined) return null;
  return read(() => messageOf(rootOf(error)).slice(0, LONGEST), `unreadable ${typeof error}`);
}

/** Returns the stack of what was thrown, or an empty text. */
export function stackOf(error: unknown): string {
  return read(() => (error instanceof Error ? String(error.stack ?? '') : ''), '');
}

/** Anything can be thrown: of a revoked proxy, every look throws in turn. */
function read(look: () => string, otherwise: string): string {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

/** `fetch` hides why a connection failed in the cause; a host with several addresses has an error for each. */
function rootOf(error: unknown): unknown {
  const { cause, errors } = Object(error) as { cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors[0] instanceof Error) return errors[0];
  return Object(error).message === 'fetch failed' && cause instanceof Error ? rootOf(cause) : error;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, name, message } = error as Error & { code?: unknown };
  if (typeof code === 'string') return `${code}: ${message}`;
  return name === 'Error' ? String(message) : `${name}: ${message}`;
}
