import { HttpResponse, passthrough } from 'msw';
import { isLoopback } from '../world/webhook-target.ts';

/** What happens to requests to other hosts than the API's. */
export type UnhandledRequests = 'error' | 'warn' | 'bypass';

/** Which requests a network lets through to other hosts. */
export interface NetworkRules {
  readonly unhandled: UnhandledRequests;
  /** Hosts whose requests always pass, in addition to this machine's. */
  readonly allowedHosts: readonly string[];
}

/** Decides on requests that no other handler matches. MSW's own strategies would let assets such as images through. */
export function respondToOtherHosts(request: Request, { unhandled }: NetworkRules): Response {
  if (unhandled === 'bypass') return passthrough() as Response;
  const problem = `${request.method} ${request.url} is not a request to FirstHandAPI`;
  if (unhandled === 'warn') {
    console.warn(`FirstHandAPI sandbox: ${problem}; it reaches the network.`);
    return passthrough() as Response;
  }
  console.error(
    `FirstHandAPI sandbox: ${problem}, and the sandbox refuses it. Add the host to allowedHosts, or pass unhandled: 'bypass'.`,
  );
  return HttpResponse.error();
}

/** A WebSocket connection of MSW 3: its network frames are HTTP requests otherwise, which have handlers. */
interface UnhandledFrame {
  readonly frame: { readonly data: { readonly connection?: { client: { url: URL | string } } } };
}

/** Refuses WebSocket connections to other hosts, unless the rules let them through. */
export function unhandledFrame(unhandled: UnhandledRequests, isAllowed: (url: string) => boolean) {
  return async ({ frame: { data } }: UnhandledFrame): Promise<void> => {
    const url = String(data.connection?.client.url ?? '');
    if (unhandled !== 'error' || isAllowed(url)) return;
    throw new Error(
      `Refused a connection to ${url}: add the host to allowedHosts, or pass unhandled: 'bypass'`,
    );
  };
}

/** True when a URL is this machine's or an allowed host's. */
export function passes(url: string, { allowedHosts }: NetworkRules): boolean {
  if (isLoopback(url)) return true;
  return URL.canParse(url) && allowedHosts.includes(new URL(url).hostname);
}
