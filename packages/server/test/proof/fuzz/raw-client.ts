import { connect } from 'node:net';
import type { HostileRequest } from './hostile-request.ts';

/** The outcome of a request: a response, or a connection that was closed without one. */
export interface RawAnswer {
  /** Undefined when the connection was closed without a response. */
  readonly status: number | undefined;
  readonly head: string;
  readonly body: string;
}

/** A response that takes longer counts as a hang. */
const HANG_MS = 20_000;

/** Returns the bytes of a request. Unlike a client library, it accepts any input. */
export function bytesOf({ method, target, headers, body }: HostileRequest): Buffer {
  const content = Buffer.from(body ?? '');
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: fuzz.example',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : [`Content-Length: ${content.length}`]),
    'Connection: close',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), content]);
}

/** Sends bytes on a new connection and reads the response to its end. Throws when it hangs. */
export function exchangeBytes(url: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parseAnswer(Buffer.concat(chunks)));
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`HANG: the response is incomplete after ${HANG_MS} ms`));
    }, HANG_MS);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', finish);
    socket.on('close', finish);
    // A refusal may close the connection before all bytes are sent.
    socket.on('error', finish);
    socket.write(bytes);
  });
}

function parseAnswer(bytes: Buffer): RawAnswer {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
  return {
    status: status === undefined ? undefined : Number(status),
    head,
    body: text.slice(end + 4),
  };
}
