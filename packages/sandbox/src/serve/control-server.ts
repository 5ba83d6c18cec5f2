import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import {
  CONTROL_ROOT,
  CONTROL_ROUTES,
  type ControlName,
  TOKEN_HEADER,
  WORLDS_PATH,
} from '../remote/control-routes.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { renderLogPage } from './log-page.ts';
import { describeWorld, performControl } from './perform-control.ts';
import { readText } from './read-request.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** An error with the HTTP status of its response. */
class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** True when the path belongs to the controls or the log page. */
export function isControl(url: string): boolean {
  return url.startsWith(CONTROL_ROOT);
}

/** Answers the controls of a sandbox and its log page. Requires the token and a request from this machine. */
export async function answerControl(
  sandbox: LocalSandbox,
  token: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    if (url.pathname === `${CONTROL_ROOT}/health`) {
      sendJson(outgoing, 200, { status: 'ok' });
      return;
    }
    requireLocal(incoming);
    requireToken(incoming, url, token);
    if (url.pathname === CONTROL_ROOT) sendPage(outgoing, renderLogPage(sandbox.worlds));
    else sendJson(outgoing, 200, await perform(sandbox, incoming, url));
  } catch (error) {
    const status =
      error instanceof ControlError ? error.status : error instanceof TypeError ? 400 : 409;
    const message = error instanceof Error ? error.message : String(error);
    sendJson(outgoing, status, { error: { message } });
  }
}

async function perform(sandbox: LocalSandbox, incoming: IncomingMessage, url: URL) {
  const { method = 'GET' } = incoming;
  const text = await readText(incoming);
  if (url.pathname === `${CONTROL_ROOT}/reset` && method === 'POST') return sandbox.reset();
  if (url.pathname === WORLDS_PATH) {
    if (method === 'GET') return { worlds: sandbox.worlds.map(describeWorld) };
    if (method === 'POST')
      return describeWorld(await sandbox.world(readBody(text) as WorldOptions));
  }
  const [, tag = '', path = ''] = /^\/_sandbox\/worlds\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const name = controlOf(method, path);
  if (tag === '' || name === undefined) {
    throw new ControlError(404, `Unknown control: ${method} ${url.pathname}`);
  }
  const world = await findWorld(sandbox, tag);
  return performControl[name](world, { body: readBody(text), query: url.searchParams });
}

function controlOf(method: string, path: string): ControlName | undefined {
  const names = Object.keys(CONTROL_ROUTES) as ControlName[];
  return names.find(
    (name) => CONTROL_ROUTES[name][0] === method && CONTROL_ROUTES[name][1] === path,
  );
}

async function findWorld(sandbox: LocalSandbox, tag: string): Promise<LocalWorld> {
  const world = tag === 'default' ? await sandbox.defaultWorld() : sandbox.worldByTag(tag);
  if (world !== undefined) return world;
  throw new ControlError(
    404,
    `Unknown world: there is no world '${tag}'; begin one with POST ${WORLDS_PATH}`,
  );
}

function readBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Handled below, like every other value that is not an object.
  }
  throw new ControlError(400, 'Invalid body: pass a JSON object');
}

/** Prevents DNS rebinding: a page in a browser must not control the sandbox under another name of this machine. */
function requireLocal({ socket, headers }: IncomingMessage): void {
  const isLocal =
    LOOPBACK.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
  if (!isLocal)
    throw new ControlError(
      403,
      'Forbidden: controls accept requests from this machine only, at localhost or 127.0.0.1',
    );
}

function requireToken({ headers }: IncomingMessage, url: URL, token: string): void {
  const bearer = /^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers[TOKEN_HEADER.toLowerCase()];
  const given = String(header ?? bearer ?? url.searchParams.get('token') ?? '');
  const [expected, actual] = [Buffer.from(token), Buffer.from(given)];
  if (expected.byteLength === actual.byteLength && timingSafeEqual(expected, actual)) return;
  throw new ControlError(
    401,
    `Invalid control token: send the one that the server printed as ${TOKEN_HEADER}`,
  );
}

function sendJson(outgoing: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value ?? {});
  outgoing
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}

function sendPage(outgoing: ServerResponse, page: string): void {
  outgoing
    .writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    })
    .end(page);
}
