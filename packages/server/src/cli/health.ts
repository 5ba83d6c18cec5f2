import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import type { Configuration } from '../configuration.ts';

const LONGEST_WAIT_MS = 2_000;
/** Wildcard addresses, and the loopback address that reaches them. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Checks the server that runs on this machine with this configuration. Throws an error with the reason when it is not ready. */
export async function requireReady(
  configuration: Pick<Configuration, 'host' | 'port' | 'tls' | 'ops'>,
): Promise<void> {
  const { ops } = configuration;
  // Public traffic cannot use up the connections of the operators' listener.
  const listener = ops === undefined ? configuration : { ...ops, tls: undefined };
  const { status, body } = await fetchReadiness(listener);
  if (status !== 200) throw new Error(`The server is not ready: ${body}`);
}

function fetchReadiness({
  host,
  port,
  tls,
}: Pick<Configuration, 'host' | 'port' | 'tls'>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      host: LOOPBACK[host] ?? host,
      port,
      path: '/readyz',
      timeout: LONGEST_WAIT_MS,
      // The certificate names the public host, and this connection does not leave the machine.
      rejectUnauthorized: false,
    };
    const receive = (response: IncomingMessage) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    };
    const request = tls === undefined ? getPlain(options, receive) : getSecure(options, receive);
    request.on('timeout', () => request.destroy(new Error('it does not respond')));
    request.on('error', ({ message }) =>
      reject(new Error(`The server at ${options.host}:${port} is not ready: ${message}`)),
    );
  });
}
