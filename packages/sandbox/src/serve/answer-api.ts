import type { IncomingMessage, ServerResponse } from 'node:http';
import { corsHeaders, isPreflight } from '../http/cors.ts';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import { readRequest } from './read-request.ts';
import { writeExchange } from './write-exchange.ts';

/** Adds CORS headers to the response, and answers a preflight request. */
export function answeredPreflight(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const { method = 'GET', headers } = incoming;
  const cors = corsHeaders(headers['access-control-request-headers'] as string | undefined);
  for (const [name, value] of Object.entries(cors)) outgoing.setHeader(name, value);
  if (!isPreflight(method, headers['access-control-request-method'])) return false;
  incoming.resume();
  outgoing.writeHead(204).end();
  return true;
}

/** Answers a request to the API, or refuses it while the sandbox is starting. */
export async function answerApi(
  sandbox: LocalSandbox | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (sandbox === undefined) {
    incoming.resume();
    outgoing.writeHead(503, { 'Retry-After': '1' }).end();
    return;
  }
  try {
    const request = await readRequest(incoming, outgoing, sandbox.baseUrl);
    await writeExchange(outgoing, await sandbox.answer(request));
  } catch {
    // The client has disconnected or did not send valid HTTP: no response is possible.
    outgoing.destroy();
  }
}
