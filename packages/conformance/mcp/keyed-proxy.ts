import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on loopback and passes requests on with a key, which the suite cannot send. All else stays as it was sent. */
export async function startKeyedProxy(
  target: string,
  key: string,
): Promise<{ readonly url: string; close(): void }> {
  const { hostname, port } = new URL(target);
  const proxy = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passed = { ...headers, authorization: `Bearer ${key}` };
    const onward = request({ hostname, port, method, path, headers: passed }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port: own } = proxy.address() as AddressInfo;
  return {
    url: `http://localhost:${own}`,
    close() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
