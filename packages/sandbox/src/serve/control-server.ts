import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeBody } from '@firsthandapi/engine';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import {
  CONTROL_ROOT,
  CONTROL_ROUTES,
  type ControlName,
  WORLDS_PATH,
} from '../remote/control-routes.ts';
import { answerWindow, isWindowPath, type WindowAnswer } from '../window/answer-window.ts';
import { PAGE_HEADERS, type PageFile, pageFile } from '../window/page-files.ts';
import type { WorldOptions } from '../world/world-options.ts';
import type { ControlAccess } from './control-access.ts';
import { ControlError } from './control-error.ts';
import { describeWorld, performControl, requireControlBody } from './perform-control.ts';
import { closeSignal, readBody } from './read-request.ts';

/** Snapshots hold the contents of files. Only bounds the memory that one request may take. */
const MAX_CONTROL_BYTES = 256 * 1_048_576;

/** True when the path belongs to the controls or the window. */
export function isControl(url: string): boolean {
  return /^\/_sandbox(?:[/?#]|$)/.test(url);
}

/** What answers controls. */
export interface ControlHost {
  /** Undefined until the default world has begun. */
  readonly sandbox: LocalSandbox | undefined;
  readonly access: ControlAccess;
  /** True when the API answers over HTTP under the sandbox's base URL. */
  readonly servesApi: boolean;
}

/** Answers the controls of a sandbox and its window. */
export async function answerControl(
  { sandbox, access, servesApi }: ControlHost,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    if (url.pathname === `${CONTROL_ROOT}/health`) {
      sendJson(outgoing, sandbox === undefined ? 503 : 200, describeHealth(sandbox));
      return;
    }
    access.requirePlace(incoming);
    const file = incoming.method === 'GET' ? await pageFile(url.pathname) : undefined;
    if (file !== undefined) {
      sendPage(outgoing, file);
      return;
    }
    access.requireControl(incoming, url);
    if (sandbox === undefined) throw new ControlError(503, 'The sandbox is starting; try again');
    if (isWindowPath(url.pathname)) {
      const { method = 'GET' } = incoming;
      const signal = closeSignal(outgoing);
      sendAnswer(outgoing, await answerWindow(sandbox, { method, url, signal, servesApi }));
    } else sendJson(outgoing, 200, await perform(sandbox, incoming, url));
  } catch (error) {
    const status =
      error instanceof ControlError ? error.status : error instanceof TypeError ? 400 : 409;
    const message = error instanceof Error ? error.message : String(error);
    sendJson(outgoing, status, { error: { message } });
  }
}

/** Whether the sandbox is ready, and how the first of its worlds keeps time, which a client may take for its own. */
function describeHealth(sandbox: LocalSandbox | undefined) {
  if (sandbox === undefined) return { status: 'starting' };
  const [world] = sandbox.worlds;
  if (world === undefined) return { status: 'ok' };
  const { speed, signsWithMachineTime } = world.inspect();
  const { clock: mode, now } = describeWorld(world);
  return {
    status: 'ok',
    clock: { mode, speed, now, signs_with_machine_time: signsWithMachineTime },
  };
}

async function perform(sandbox: LocalSandbox, incoming: IncomingMessage, url: URL) {
  const { method = 'GET' } = incoming;
  const body = await readJson(incoming);
  if (url.pathname === `${CONTROL_ROOT}/reset` && method === 'POST') return sandbox.reset();
  if (url.pathname === WORLDS_PATH) {
    if (method === 'GET') return { worlds: sandbox.worlds.map(describeWorld) };
    if (method === 'POST') return describeWorld(await sandbox.world(body as WorldOptions));
  }
  const [, tag = '', path = ''] = /^\/_sandbox\/worlds\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const name = controlOf(method, path);
  if (tag === '' || name === undefined) {
    throw new ControlError(404, `Unknown control: ${method} ${url.pathname}`);
  }
  requireControlBody(name, body);
  const world = await findWorld(sandbox, tag);
  return performControl[name](world, { body, query: url.searchParams });
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

async function readJson(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const { bytes, isTruncated } = await readBody(incoming, MAX_CONTROL_BYTES);
  if (isTruncated) {
    throw new ControlError(
      413,
      'Body too large: controls accept up to 256 MiB; start the server with --snapshot <file> instead',
    );
  }
  if (bytes.byteLength === 0) return {};
  try {
    const value: unknown = JSON.parse(decodeBody(bytes, MAX_CONTROL_BYTES));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Handled below, like every other value that is not an object.
  }
  throw new ControlError(400, 'Invalid body: pass a JSON object');
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

function sendPage(outgoing: ServerResponse, { type, text }: PageFile): void {
  outgoing.writeHead(200, { ...PAGE_HEADERS, 'Content-Type': type }).end(text);
}

function sendAnswer(outgoing: ServerResponse, answer: WindowAnswer): void {
  if (answer === undefined) {
    throw new ControlError(
      404,
      'Unknown to the window: the world, entry, job or file does not exist',
    );
  }
  if ('json' in answer) {
    sendJson(outgoing, 200, answer.json);
    return;
  }
  const { type, bytes } = answer.preview;
  outgoing
    .writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.byteLength,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .end(bytes);
}
