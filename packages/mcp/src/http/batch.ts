/**
 * Returns the refusal of a request with several messages; undefined for one. Hosts count requests, and a hundred messages in
 * one would be a hundredfold of what the key's rate limit allows. Revisions from 2025-06-18 on have no batches.
 *
 * @param maxBodyBytes how far to look for the beginning of the JSON
 */
export async function refuseBatch(
  request: Request,
  maxBodyBytes: number,
): Promise<Response | undefined> {
  if ((await firstCharacter(request, maxBodyBytes)) !== '[') return undefined;
  const message = 'Invalid Request: send one message in each request';
  const error = { jsonrpc: '2.0', error: { code: -32_600, message }, id: null };
  return Response.json(error, { status: 400 });
}

/** The first character that is no white space. Leaves the body to be read. */
async function firstCharacter(request: Request, maxBodyBytes: number): Promise<string> {
  const copy = request.clone().body?.getReader();
  if (copy === undefined) return '';
  const decoder = new TextDecoder();
  let seen = 0;
  let text = '';
  try {
    while (text === '' && seen <= maxBodyBytes) {
      const { done, value } = await copy.read();
      if (done) break;
      seen += value.length;
      text = decoder.decode(value, { stream: true }).trimStart();
    }
    return text.charAt(0);
  } finally {
    // Not awaited: a copy's cancellation ends only with that of the original.
    copy.cancel().catch(() => {});
  }
}
