import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import { parseDuration } from '../clock/duration.ts';
import type { Fault } from '../faults/fault.ts';
import { faultResponse } from '../faults/fault-response.ts';
import type { LocalWorld } from '../world/local-world.ts';
import { type Exchange, RESET, TIMEOUT } from './exchange.ts';
import { DOWNLOAD_ROUTE, routeOf } from './routes.ts';

/** Answers a request in its world: fault, time, service, log. */
export async function answerRequest(world: LocalWorld, request: EngineRequest): Promise<Exchange> {
  const { core, faults } = world;
  const { method, url } = request;
  const at = core.clock.now();
  const isDownload = url.startsWith(world.filesUrl);
  // The tag of the world in a download link says nothing: without it, equal calls leave equal logs.
  const path = isDownload ? url.slice(world.filesUrl.length) : pathOf(url);
  const route = () => (isDownload ? DOWNLOAD_ROUTE : routeOf(method, withoutQuery(path)));
  const fault = faults.isEmpty ? undefined : faults.take(route());
  const exchange =
    fault === undefined
      ? answered(await serve(world, request))
      : await failWith(world, request, fault);
  const { response } = exchange;
  world.journal.add({
    at,
    endedAt: core.clock.now(),
    method,
    path,
    isDownload,
    idempotencyKey: request.headers.get('idempotency-key'),
    status: response === null ? null : response.status,
    requestId: response?.headers['X-Request-Id'] ?? null,
    replayed: response?.headers['Idempotent-Replayed'] !== undefined,
    fault: fault === undefined ? null : describe(fault),
  });
  return exchange;
}

function answered(response: EngineResponse): Exchange {
  return { failure: null, response };
}

/** What a fault makes of a request. */
async function failWith(
  world: LocalWorld,
  request: EngineRequest,
  fault: Fault,
): Promise<Exchange> {
  const { clock, ids } = world.core;
  if (fault.latency !== undefined) {
    const end = clock.now() + parseDuration(fault.latency, 'latency');
    await world.timekeeper.untilAnswered(clock.until(end, request.signal));
  }
  const { status, network, afterCommit } = fault;
  if (status !== undefined) {
    const now = clock.now();
    return {
      failure: null,
      response: faultResponse({ ...fault, status }, ids.next('req', now), now),
    };
  }
  if (network === 'reset') return RESET;
  if (network === 'timeout') return TIMEOUT;
  const response = await serve(world, request);
  if (afterCommit === 'reset') return RESET;
  if (afterCommit === 'timeout') return TIMEOUT;
  return { failure: network === 'truncate' ? 'truncate' : null, response };
}

/** Lets the service answer, at the right time. */
function serve(world: LocalWorld, request: EngineRequest): Promise<EngineResponse> {
  return world.mode === 'manual' ? world.core.engine.handle(request) : serveInTime(world, request);
}

async function serveInTime(world: LocalWorld, request: EngineRequest): Promise<EngineResponse> {
  const { core, timekeeper } = world;
  const isRead = request.method === 'GET';
  const isWaiting = isRead && request.headers.get('prefer') !== null;
  await timekeeper.beforeRequest(isRead && !isWaiting);
  const answer = core.engine.handle(request);
  const response = await (isWaiting ? timekeeper.untilAnswered(answer) : answer);
  await timekeeper.arm();
  return response;
}

function describe(fault: Fault): string {
  const { status, network, afterCommit, latency } = fault;
  if (status !== undefined) return `status ${status}`;
  if (network !== undefined) return network;
  if (afterCommit !== undefined) return `${afterCommit} after commit`;
  return `latency ${latency}`;
}

/** Path and query of an absolute URL. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? '/' : url.slice(start);
}

function withoutQuery(path: string): string {
  const end = path.indexOf('?');
  return end === -1 ? path : path.slice(0, end);
}
