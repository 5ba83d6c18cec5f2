import type { LookupFunction } from 'node:net';
import { nodeModule } from '@firsthandapi/engine/memory';
import type { HttpFetch } from '../world/webhook-target.ts';

/** The modules of Node that send a request with options that `fetch` does not have. */
export interface NodeModules {
  readonly http: Pick<typeof import('node:http'), 'request'>;
  readonly https: Pick<typeof import('node:https'), 'request'>;
  readonly dns: { readonly lookup: LookupFunction };
  readonly stream: { readonly Readable: Pick<typeof import('node:stream').Readable, 'toWeb'> };
}

/**
 * Returns a `fetch` for webhooks on Node's modules. It resolves every name under `localhost` to this machine, as RFC 6761
 * demands and not every resolver does, and follows no redirect.
 *
 * @param verifiesTls False to accept invalid certificates, such as those of development servers.
 */
export function createNodeFetch(
  { http, https, dns, stream }: NodeModules,
  { verifiesTls }: { readonly verifiesTls: boolean },
): HttpFetch {
  const lookup: LookupFunction = (name, options, callback) =>
    dns.lookup(isUnderLocalhost(name) ? 'localhost' : name, options, callback);
  return async (request) => {
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const { request: send } = url.protocol === 'https:' ? https : http;
    const options = {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      signal: request.signal,
      lookup,
      rejectUnauthorized: verifiesTls,
    };
    return new Promise<Response>((resolve, reject) => {
      const outgoing = send(url, options, (incoming) => {
        const { statusCode: status = 502, headersDistinct } = incoming;
        const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        const hasBody = status !== 204 && status !== 205 && status !== 304;
        if (!hasBody) incoming.resume();
        const content = hasBody ? (stream.Readable.toWeb(incoming) as ReadableStream) : null;
        resolve(new Response(content, { status, headers }));
      });
      outgoing.on('error', reject).end(body);
    });
  };
}

/** Sends a webhook to a server: with `fetch`, or in Node with what finds names under `localhost` everywhere. */
export const sendToServer: HttpFetch = (request) => {
  const find = isUnderLocalhost(new URL(request.url).hostname) ? nodeFetch() : undefined;
  return (find ?? globalThis.fetch)(request);
};

/** Not kept: interception replaces functions of these modules. Undefined in other runtimes. */
function nodeFetch(): HttpFetch | undefined {
  const http = nodeModule('node:http');
  const https = nodeModule('node:https');
  const dns = nodeModule('node:dns');
  const stream = nodeModule('node:stream');
  if (!http || !https || !dns || !stream) return undefined;
  return createNodeFetch({ http, https, dns, stream }, { verifiesTls: true });
}

function isUnderLocalhost(name: string): boolean {
  return name.endsWith('.localhost');
}
