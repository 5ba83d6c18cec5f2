import type { IncomingMessage } from 'node:http';
import { decodeBody } from '@firsthandapi/engine';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import {
  CONTROL_ROOT,
  CONTROL_ROUTES,
  type ControlName,
  WORLDS_PATH,
} from '../remote/control-routes.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { requireControlBody } from './control-body.ts';
import { ControlError } from './control-error.ts';
import { describeWorld, performControl } from './perform-control.ts';
import { readBody } from './read-request.ts';

/** Snapshots hold the contents of files. Only bounds the memory that one request may take. */
const MAX_CONTROL_BYTES = 256 * 1_048_576;

/** Performs the control that a request names, and returns the JSON of the response. */
export async function routeControl(sandbox: LocalSandbox, incoming: IncomingMessage, url: URL) {
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
