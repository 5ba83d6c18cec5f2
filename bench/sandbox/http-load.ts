import { connect } from 'node:net';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends `total` requests over `connections` kept-alive sockets, each socket one after the other, with so little work of
 * its own that the server is what is measured.
 *
 * @returns Requests answered a second.
 */
export async function loadServer(
  url: URL,
  total: number,
  connections: number,
  next: () => WireRequest,
): Promise<number> {
  let left = total;
  const start = performance.now();
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname);
      let received = '';
      const send = () => {
        if (left <= 0) {
          socket.end();
          resolve();
          return;
        }
        left -= 1;
        received = '';
        socket.write(serialize(url, next()));
      };
      socket.setEncoding('latin1').setNoDelay(true);
      socket.on('data', (chunk: string) => {
        received += chunk;
        if (isComplete(received)) send();
      });
      socket.on('error', reject);
      socket.on('connect', send);
    });
  await Promise.all(Array.from({ length: connections }, run));
  return (total / (performance.now() - start)) * 1_000;
}

function serialize(url: URL, { method, path, headers, body }: WireRequest): string {
  let text = `${method} ${path} HTTP/1.1\r\nHost: ${url.host}\r\n`;
  for (const [name, value] of Object.entries(headers)) text += `${name}: ${value}\r\n`;
  if (body !== undefined) text += `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return `${text}\r\n${body ?? ''}`;
}

function isComplete(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return false;
  if (!/^HTTP\/1\.1 2/.test(received)) throw new Error(`Answered ${received.slice(0, 200)}`);
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  if (length === undefined) throw new Error('An answer has no Content-Length');
  return received.length >= end + 4 + Number(length);
}
