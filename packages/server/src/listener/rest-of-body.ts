import type { IncomingMessage, ServerResponse } from 'node:http';

export interface RestLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Room for a whole body of most clients, and not more than a connection may cost anyway. */
const LIMITS: RestLimits = { bytes: 8_388_608, milliseconds: 2_000 };

/**
 * Reads and drops what is left of a body whose request is responded to before its end. Closing the connection then would
 * reset it, and a client that is still sending its body would see the reset (EPIPE) and not the response. The connection
 * serves on when the rest ends within the limits, and is closed otherwise.
 */
export function dropRestOfBody(
  request: IncomingMessage,
  response: ServerResponse,
  limits: RestLimits = LIMITS,
): void {
  // Before Node's own listener, which would resume the stream for as long as the client sends.
  response.prependOnceListener('finish', async () => {
    if (hasRest(request) && !(await drop(request, limits))) request.socket.destroySoon();
  });
}

/**
 * The same for a client that wants the connection closed with the response, as Node does at once: resolves when the
 * response may be sent, which is immediately for all other clients.
 */
export async function beforeClosing(
  request: IncomingMessage,
  response: ServerResponse,
  limits: RestLimits = LIMITS,
): Promise<void> {
  if (hasRest(request) && !response.shouldKeepAlive) await drop(request, limits);
}

function hasRest(request: IncomingMessage): boolean {
  return !request.complete && !request.destroyed;
}

/** Resolves with true when the body has ended, or with false when the client sends too much or takes too long. */
function drop(request: IncomingMessage, { bytes, milliseconds }: RestLimits): Promise<boolean> {
  return new Promise((resolve) => {
    let left = bytes;
    const settle = (isEnd: boolean) => {
      clearTimeout(timer);
      request.off('readable', read);
      resolve(isEnd);
    };
    const read = () => {
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) left -= chunk.length;
      if (left < 0) settle(false);
    };
    const timer = setTimeout(settle, milliseconds, false);
    request.on('end', () => settle(true));
    request.on('close', () => settle(true));
    request.on('error', () => settle(true));
    // Not `data`: whoever has begun to read the body may have paused the stream or listens to `readable` itself.
    request.on('readable', read);
    read();
  });
}
