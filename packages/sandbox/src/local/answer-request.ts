import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import { faultResponse } from '../controls/fault-response.ts';
import { type Exchange, RESET, TIMEOUT } from '../http/exchange.ts';
import { parseDuration } from '../world/duration.ts';
import type { Fault } from '../world/fault.ts';
import { DOWNLOAD_ROUTE, routeOf } from '../world/routes.ts';
import type { WorldCore } from './core.ts';
import type { LocalWorld } from './local-world.ts';
import { handleNoting, type NotedAnswer } from './recording-store.ts';

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
  const { exchange, changes } =
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
    errorBody: errorBodyOf(response),
    changes,
  });
  return exchange;
}

/** What comes of a request, and which rows it wrote. */
interface Outcome {
  readonly exchange: Exchange;
  readonly changes: NotedAnswer['changes'];
}

function answered({ response, changes }: NotedAnswer): Outcome {
  return { exchange: { failure: null, response }, changes };
}

function failed(exchange: Exchange, changes: NotedAnswer['changes'] = []): Outcome {
  return { exchange, changes };
}

/** What a fault makes of a request. */
async function failWith(world: LocalWorld, request: EngineRequest, fault: Fault): Promise<Outcome> {
  const { clock, ids } = world.core;
  if (fault.latency !== undefined) {
    const end = clock.now() + parseDuration(fault.latency, 'latency');
    await world.timekeeper.untilAnswered(clock.until(end, request.signal));
  }
  const { status, network, afterCommit } = fault;
  if (status !== undefined) {
    const now = clock.now();
    const response = faultResponse({ ...fault, status }, ids.next('req', now), now);
    return failed({ failure: null, response });
  }
  if (network === 'reset') return failed(RESET);
  if (network === 'timeout') return failed(TIMEOUT);
  const answer = await serve(world, request);
  if (afterCommit === 'reset') return failed(RESET, answer.changes);
  if (afterCommit === 'timeout') return failed(TIMEOUT, answer.changes);
  if (network !== 'truncate') return answered(answer);
  return failed({ failure: 'truncate', response: answer.response }, answer.changes);
}

/** Lets the service answer, at the right time. */
function serve(world: LocalWorld, request: EngineRequest): Promise<NotedAnswer> {
  return world.mode === 'manual' ? handle(world.core, request) : serveInTime(world, request);
}

async function serveInTime(world: LocalWorld, request: EngineRequest): Promise<NotedAnswer> {
  const { core, timekeeper } = world;
  const isRead = request.method === 'GET';
  const isWaiting = isRead && request.headers.get('prefer') !== null;
  await timekeeper.beforeRequest(isRead && !isWaiting);
  const pending = handle(core, request);
  const answer = await (isWaiting ? timekeeper.untilAnswered(pending) : pending);
  await timekeeper.arm();
  return answer;
}

function handle({ engine, store }: WorldCore, request: EngineRequest): Promise<NotedAnswer> {
  return handleNoting(engine, store, request);
}

function describe(fault: Fault): string {
  const { status, network, afterCommit, latency } = fault;
  if (status !== undefined) return `status ${status}`;
  if (network !== undefined) return network;
  if (afterCommit !== undefined) return `${afterCommit} after commit`;
  return `latency ${latency}`;
}

/** The body of a refusal: what the log tells of the answer. */
function errorBodyOf(response: EngineResponse | null): string | null {
  if (response === null || response.status < 400) return null;
  return typeof response.body === 'string' ? response.body : null;
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
