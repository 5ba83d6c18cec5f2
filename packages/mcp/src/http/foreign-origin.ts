import {
  hostHeaderValidationResponse,
  originValidationResponse,
} from '@modelcontextprotocol/server';

/**
 * Returns the refusal of a request that a web page of another site made, or that came under a name which is not the
 * server's (DNS rebinding); undefined when it is neither. Assistants outside of a browser send no `Origin`.
 *
 * @param hostnames the names of the server, without ports
 */
export function refuseForeignOrigin(
  request: Request,
  hostnames: readonly string[],
): Response | undefined {
  return (
    hostHeaderValidationResponse(request, [...hostnames]) ??
    originValidationResponse(request, [...hostnames])
  );
}
