import type { IncomingMessage, ServerResponse } from 'node:http';
import { type EngineResponse, headerReader, type Store } from '@firsthandapi/engine';
import type { McpHttpHandler } from '@firsthandapi/mcp';
import {
  clientAddress,
  type ExchangeOptions,
  goneSignal,
  sendResponse,
} from '../host/engine-exchange.ts';
import { readText } from '../host/request-body.ts';
import { RequestTime } from '../host/request-time.ts';
import { type Routes, sendJson } from '../host/route-table.ts';
import type { ServerTraces } from '../tracing/server-traces.ts';

/** The largest request body; the arguments of a tool are far smaller. */
const LARGEST_BODY_BYTES = 262_144;
const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];
/** What the assistant's configuration allows tools to spend, in US cents. */
const BUDGET_HEADER = 'firsthand-max-spend-cents';

export interface McpRouteOptions extends ExchangeOptions {
  readonly publicUrl: string;
  /** Default: nothing is traced. */
  readonly traces?: ServerTraces | undefined;
}

/**
 * The route for assistants: the tools of `@firsthandapi/mcp`, under the keys and rate limits of the API. The package is loaded
 * with the first request, and may be absent.
 */
export function mcpRoute(options: McpRouteOptions): Routes {
  const hostnames = [new URL(options.publicUrl).hostname, ...LOCAL_NAMES];
  let handler: Promise<McpHttpHandler | undefined> | undefined;
  const load = () => {
    handler ??= loadHandler(hostnames);
    return handler;
  };
  return {
    '/mcp': {
      async POST(request, response) {
        const respond = async () => {
          await serve(options, load, request, response);
          options.traces?.describeRoute('POST /mcp', response.statusCode);
        };
        await (options.traces?.request(request, respond) ?? respond());
      },
    },
  };
}

async function serve(
  options: McpRouteOptions,
  load: () => Promise<McpHttpHandler | undefined>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ip = clientAddress(request, options.trustProxy);
  const headers = headerReader(request.headers);
  const target = { method: 'POST', url: '/mcp', headers, body: null, ip };
  const admission = await inTime(options, (deadline, view) =>
    options.engine.admit({ ...target, deadline }, view),
  );
  if ('refusal' in admission) return refuse(response, admission.refusal, options);
  const maxSpendCents = budgetOf(request);
  if (maxSpendCents === undefined) return refuseBudget(response);
  const handle = await load();
  if (handle === undefined) return refuseAbsent(response);
  const result = await handle(await toRequest(options, request, response), {
    apiKey: bearerOf(request),
    scopes: admission.scopes,
    owner: admission.organizationId,
    maxSpendCents,
    fetch: (url, init) => ask(options, ip, new Request(url, init as RequestInit)),
  });
  await sendResponse(response, toEngineResponse(result), options);
}

/** Sends what a tool asks for to the API: within this process, and through every check that other requests pass. */
function ask(
  options: McpRouteOptions,
  ip: string | undefined,
  request: Request,
): Promise<Response> {
  const respond = () =>
    inTime(options, (deadline, view) => options.engine.fetch(request, { ip, deadline }, view));
  return options.traces?.ownRequest(request.method, respond) ?? respond();
}

/** Gives one request to the engine the time that each request of the API has (contract §2). */
async function inTime<Result>(
  { answerWithinMs, storeWithin }: McpRouteOptions,
  ask: (deadline: RequestTime, view: Store | undefined) => Promise<Result>,
): Promise<Result> {
  const time = new RequestTime(answerWithinMs);
  try {
    return await ask(time, storeWithin?.(time));
  } finally {
    time.suspend();
  }
}

async function loadHandler(hostnames: readonly string[]): Promise<McpHttpHandler | undefined> {
  try {
    const { createHttpHandler } = await import('@firsthandapi/mcp');
    return createHttpHandler({ hostnames, maxBodyBytes: LARGEST_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** A key that is missing or wrong is told how to send one, as the protocol requires. */
function refuse(response: ServerResponse, refusal: EngineResponse, options: McpRouteOptions) {
  const challenge = refusal.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
  const headers = { ...refusal.headers, ...challenge, Connection: 'close' };
  return sendResponse(response, { ...refusal, headers }, options);
}

function refuseAbsent(response: ServerResponse): void {
  const message =
    'This server has no tools for assistants: install @firsthandapi/mcp beside @firsthandapi/server';
  sendJson(response, 404, { error: { type: 'not_found', message, request_id: null } });
}

/** A mistyped budget would otherwise be none, and the user who has set one would be told to set one. */
function refuseBudget(response: ServerResponse): void {
  const message =
    'FirstHand-Max-Spend-Cents must be a whole number of US cents, such as 2500 for $25.00';
  sendJson(response, 400, { error: { type: 'validation_error', message, request_id: null } });
}

async function toRequest(
  { publicUrl, closing }: McpRouteOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of headerReader(request.headers).entries?.() ?? []) {
    if (name !== 'authorization') headers.set(name, value);
  }
  return new Request(`${publicUrl}/mcp`, {
    method: 'POST',
    headers,
    body: await readText(request, LARGEST_BODY_BYTES),
    signal: goneSignal(response, closing),
  });
}

function bearerOf({ headers }: IncomingMessage): string {
  return (headers.authorization ?? '')
    .trim()
    .replace(/^bearer /i, '')
    .trim();
}

/** Returns what may be spent, by default nothing, or `undefined` for anything but a plain number. */
function budgetOf({ headers }: IncomingMessage): number | undefined {
  const given = headers[BUDGET_HEADER] ?? '0';
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : undefined;
}

function toEngineResponse({ status, headers, body }: Response): EngineResponse {
  return { status, headers: Object.fromEntries(headers), body };
}
