import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Runs an action against a server that listens on a free loopback port, then closes the server. */
export async function withServer<Result>(
  server: Server,
  action: (url: string) => Promise<Result>,
): Promise<Result> {
  const { close } = await listen(server);
  try {
    return await action(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await close();
  }
}

/** Listens on a free loopback port. */
export async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** POSTs a body and returns the response's status and JSON. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(url, { method: 'POST', headers, body: body as BodyInit });
  return { status: response.status, json: await response.json() };
}
