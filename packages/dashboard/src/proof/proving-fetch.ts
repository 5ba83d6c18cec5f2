type Send = (request: Request) => Promise<Response>;

/**
 * Sends requests, and repeats one that needs a fresh proof after `prove` has resolved to true: the very same request, with
 * its Idempotency-Key.
 */
export function provingFetch(send: Send, prove: () => Promise<boolean>): Send {
  return async (request) => {
    const again = request.clone();
    const response = await send(request);
    if (!(await needsProof(response)) || !(await prove())) return response;
    return send(again);
  };
}

async function needsProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: { error?: { details?: { field: string }[] } } = await response
    .clone()
    .json()
    .catch(() => ({}));
  return body.error?.details?.some(({ field }) => field === 'proof') ?? false;
}
