import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type World } from '@firsthandapi/sandbox';
import { onTestFinished } from 'vitest';

/** Changes what the service says, as a worker's upload or a fault would. A promise delays it, an error breaks the connection. */
export type Rewrite = (path: string, body: unknown, method: string) => unknown;

/** A service over HTTP with one organization, and another beside it. */
export interface Service {
  readonly url: string;
  readonly world: World;
  readonly other: World;
  /** The requests so far, as `METHOD path`. */
  readonly requests: string[];
  /** Those whose response nobody has waited for. */
  readonly abandoned: string[];
}

/** Download links lead through this service too. */
const DOWNLOAD = '/_download/';

/** Serves two worlds on loopback until the test ends; the key of a request selects its world. */
export async function startService(rewrite: Rewrite = (_path, body) => body): Promise<Service> {
  const sandbox = createSandbox();
  const world = await sandbox.world({ credits: 100_000 });
  const other = await sandbox.world({ credits: 100_000 });
  const requests: string[] = [];
  const abandoned: string[] = [];
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = 'GET', url = '/', headers } = incoming;
    requests.push(`${method} ${url}`);
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) abandoned.push(`${method} ${url}`);
    });
    const owner = [other.apiKey, other.liveKey].some((key) => headers.authorization?.endsWith(key))
      ? other
      : world;
    const file = url.startsWith(DOWNLOAD) && decodeURIComponent(url.slice(DOWNLOAD.length));
    const response = await owner.fetch(file || `${owner.baseUrl}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    const bytes = Buffer.from(await response.arrayBuffer());
    const own = `http://${headers.host}${DOWNLOAD}`;
    const linked = (name: string, value: unknown) =>
      name === 'download_url' ? own + encodeURIComponent(String(value)) : value;
    const said: unknown = isJson ? JSON.parse(bytes.toString()) : bytes;
    const changed = await rewrite(url, said, method);
    const sent = isJson ? JSON.stringify(changed, linked) : (changed as Buffer);
    const kept = [...response.headers].filter(([name]) => name !== 'content-length');
    outgoing.writeHead(response.status, Object.fromEntries(kept)).end(sent);
  };
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([world, other].map((one) => one[Symbol.asyncDispose]()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, world, other, requests, abandoned };
}
