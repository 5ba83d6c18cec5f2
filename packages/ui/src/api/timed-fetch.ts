/** Returns a `fetch` that aborts a request after a time, or when its own signal says so. */
export function timedFetch(
  fetchRequest: typeof fetch,
  timeoutMs: number,
): (request: Request) => Promise<Response> {
  return (request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
    return fetchRequest(new Request(request, { signal }));
  };
}
