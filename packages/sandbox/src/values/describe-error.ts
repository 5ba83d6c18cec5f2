/** A message may contain a whole page. */
const LONGEST = 500;

/** Describes what was thrown: `TypeError: …`, or `ECONNREFUSED: …`. Null when there is nothing to say. */
export function describeError({ error }: { readonly error?: unknown }): string | null {
  if (error === undefined) return null;
  return messageOf(rootOf(error)).slice(0, LONGEST);
}

/** `fetch` hides why a connection failed in the cause; a host with several addresses has an error for each. */
function rootOf(error: unknown): unknown {
  const { cause, errors } = Object(error) as { cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors[0] instanceof Error) return errors[0];
  return cause instanceof Error && Object(error).message === 'fetch failed' ? rootOf(cause) : error;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, name, message } = error as Error & { code?: unknown };
  if (typeof code === 'string') return `${code}: ${message}`;
  return name === 'Error' ? message : `${name}: ${message}`;
}
