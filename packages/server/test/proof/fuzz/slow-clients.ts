import { connect, type Socket } from 'node:net';
import { callServer, JOB } from '../../support/test-server.ts';

export interface SlowReport {
  /** Clients that sent a whole request, a few bytes at a time, and got a response. */
  readonly slowButAnswered: number;
  /** Clients that stalled in the middle of their headers or body and were cut off; null when this was not tested. */
  readonly cutOff: number | null;
  readonly longestCutOffMs: number | null;
  readonly problems: readonly string[];
}

const CLIENTS = 20;
/** The server's limit is 30 seconds per request, checked every second. */
const LONGEST_PATIENCE_MS = 40_000;

/** Runs slow and stalled clients, and checks that the server still serves others. */
export async function troubleWithSlowClients(
  url: string,
  key: string,
  waitForCutOff: boolean,
): Promise<SlowReport> {
  const body = JSON.stringify(JOB);
  const head = `POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`;
  const stalled = Array.from({ length: CLIENTS }, (_, client) =>
    stall(
      url,
      client % 2 === 0 ? head.slice(0, -20) : `${head}Idempotency-Key: s${client}\r\n\r\n{"ty`,
    ),
  );
  const crawled = await Promise.all(
    Array.from({ length: CLIENTS }, (_, client) =>
      crawl(url, `${head}Idempotency-Key: slow-${client}\r\n\r\n${body.slice(0, -1)}x`),
    ),
  );
  const problems: string[] = [];
  // The last byte makes the body invalid, so that no job is created, yet the body is read to its end.
  const answered = crawled.filter((answer) => answer.startsWith('HTTP/1.1 400 ')).length;
  if (answered !== CLIENTS)
    problems.push(`${CLIENTS - answered} slow clients got another response`);
  const { status } = await callServer(url, 'GET', '/readyz');
  if (status !== 200) problems.push(`/readyz returns ${status} while clients stall`);
  if (!waitForCutOff) {
    for (const { socket } of stalled) socket.destroy();
    return { slowButAnswered: answered, cutOff: null, longestCutOffMs: null, problems };
  }
  const waits = (await Promise.all(stalled.map(({ ended }) => ended))).filter(
    (wait) => wait !== null,
  );
  if (waits.length !== CLIENTS)
    problems.push(`${CLIENTS - waits.length} stalled clients stay connected`);
  return {
    slowButAnswered: answered,
    cutOff: waits.length,
    longestCutOffMs: Math.max(...waits),
    problems,
  };
}

/** Sends a request a few bytes at a time, and returns the response. */
async function crawl(url: string, request: string): Promise<string> {
  const socket = open(url);
  const answer = read(socket);
  const step = Math.ceil(request.length / 40);
  for (let start = 0; start < request.length; start += step) {
    socket.write(request.slice(start, start + step));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return answer;
}

/** Sends part of a request. `ended` resolves with the milliseconds until the server closed the connection, or null. */
function stall(url: string, part: string): { socket: Socket; ended: Promise<number | null> } {
  const socket = open(url);
  const start = performance.now();
  socket.write(part);
  const closed = read(socket).then(() => Math.round(performance.now() - start));
  const tired = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), LONGEST_PATIENCE_MS).unref();
  });
  return { socket, ended: Promise.race([closed, tired]) };
}

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

function read(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}
