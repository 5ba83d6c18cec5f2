import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface StartedProxy {
  readonly port: number;
  /** The targets of its requests, and the credentials that came with them. */
  readonly seen: { readonly target: string; readonly credentials: string | undefined }[];
  close(): void;
}

/** Starts a proxy that tunnels (CONNECT) and forwards. */
export async function startProxy(): Promise<StartedProxy> {
  const seen: StartedProxy['seen'] = [];
  const server = createServer((incoming, response) => {
    const { url = '', method = 'GET', headers } = incoming;
    seen.push({ target: url, credentials: headers['proxy-authorization'] });
    incoming.pipe(
      request(url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on('connect', (incoming, socket) => {
    const { url = '', headers } = incoming;
    seen.push({ target: url, credentials: headers['proxy-authorization'] });
    const [host = '', port] = url.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
