import { connect } from 'node:net';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a load of requests saw. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds from sending a request to the end of its response. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends `total` requests over `connections` kept-alive sockets, each socket one after the other, with so little work
 * of its own that the server is what is measured. Throws when a response does not have the expected `status`.
 */
export async function measureLoad(
  url: URL,
  options: { readonly total: number; readonly connections: number; readonly status: number },
  next: () => WireRequest,
): Promise<Measured> {
  const { total, connections, status } = options;
  const times = new Float64Array(total);
  let [sent, answered] = [0, 0];
  const start = performance.now();
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname);
      let received = '';
      let sentAt = 0;
      const send = () => {
        if (sent === total) {
          socket.end();
          resolve();
          return;
        }
        sent += 1;
        received = '';
        const text = wireText(url, next());
        sentAt = performance.now();
        socket.write(text);
      };
      socket.setEncoding('latin1').setNoDelay(true);
      socket.on('data', (chunk: string) => {
        received += chunk;
        if (!isComplete(received)) return;
        if (!received.startsWith(`HTTP/1.1 ${status} `)) {
          reject(new Error(`Answered ${received.slice(0, 600)}`));
          socket.destroy();
          return;
        }
        times[answered] = performance.now() - sentAt;
        answered += 1;
        send();
      });
      socket.on('error', reject);
      socket.on('connect', send);
    });
  await Promise.all(Array.from({ length: connections }, run));
  const perSecond = (total / (performance.now() - start)) * 1_000;
  times.sort();
  return { perSecond, p50: share(times, 0.5), p99: share(times, 0.99) };
}

function share(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const written = new WeakMap<WireRequest, string>();

/** The request as text, made once for one that is sent again and again. */
function wireText(url: URL, request: WireRequest): string {
  const known = written.get(request);
  if (known !== undefined) return known;
  const text = serialize(url, request);
  written.set(request, text);
  return text;
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
  const head = received.slice(0, end + 2);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) return /chunked/i.test(head) && received.endsWith('\r\n0\r\n\r\n');
  return received.length >= end + 4 + Number(length);
}
