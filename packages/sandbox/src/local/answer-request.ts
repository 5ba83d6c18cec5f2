import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import type { Timekeeper } from '../clock/timekeeper.ts';
import type { WorldControls } from '../controls/controls.ts';
import { faultResponse } from '../controls/fault-response.ts';
import type { WorldCore } from '../core/core.ts';
import { handleRecorded, type RecordedResponse } from '../core/recording-store.ts';
import { type Exchange, RESET, TIMEOUT, UNKNOWN_METHOD } from '../http/exchange.ts';
import { parseDuration } from '../values/duration.ts';
import type { Fault } from '../world/fault.ts';
import { DOWNLOAD_ROUTE, routeOf } from '../world/routes.ts';
import { watchRequest } from './capture-exchange.ts';
import { type PollWatch, untilStalled } from './stalled-poll.ts';
import type { WorldLife } from './world-life.ts';

/** Answers a request in a world: applies a fault, keeps time, calls the service, writes the log. */
export async function answerRequest(
  life: WorldLife,
  { faults, log }: Pick<WorldControls, 'faults' | 'log'>,
  filesUrl: string,
  received: EngineRequest,
): Promise<Exchange> {
  const watched = log.isCapturing ? watchRequest(received) : undefined;
  const request = watched?.request ?? received;
  // A reset replaces both: the request stays in the life that it arrived in.
  const { mode, core, timekeeper, pollPatience } = life;
  const moment = { mode, core, timekeeper, pollPatience, log };
  const { method, url } = request;
  // Servers match methods exactly: a parser of HTTP refuses 'patch' before any application sees it.
  if (method !== method.toUpperCase()) return UNKNOWN_METHOD;
  const at = core.clock.now();
  const isDownload = url.startsWith(filesUrl);
  // Without the world's tag in download links, equal calls leave equal logs.
  const path = isDownload ? url.slice(filesUrl.length) : pathOf(url);
  const route = () => (isDownload ? DOWNLOAD_ROUTE : routeOf(method, withoutQuery(path)));
  const fault = faults.isEmpty ? undefined : faults.take(route());
  const { exchange, changes, stack } = explained(
    core,
    fault === undefined
      ? succeeded(await serve(moment, request))
      : await applyFault(moment, request, fault),
  );
  // The log of the next life must not show it.
  if (life.core !== core) return exchange;
  const { response } = exchange;
  log.add(
    {
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
      stack,
      changes,
    },
    watched?.exchange(exchange),
  );
  return method === 'HEAD' ? withoutBody(exchange) : exchange;
}

/** HTTP sends no body in response to HEAD, whatever its headers say. */
function withoutBody(exchange: Exchange): Exchange {
  if (exchange.response === null) return exchange;
  return { ...exchange, response: { ...exchange.response, body: null } };
}

/** The life that a request arrived in. */
interface ArrivalMoment extends Pick<WorldLife, 'mode' | 'core' | 'timekeeper' | 'pollPatience'> {
  readonly log: WorldControls['log'];
}

/** The outcome of a request, and the rows that it wrote. */
interface Outcome {
  readonly exchange: Exchange;
  readonly changes: RecordedResponse['changes'];
}

/** The outcome with the cause of an internal error, whose stack is empty when there is none. */
function explained({ internalErrors }: WorldCore, outcome: Outcome): Outcome & { stack: string } {
  const { response } = outcome.exchange;
  const found = response === null ? undefined : internalErrors.explain(response);
  if (found === undefined) return { ...outcome, stack: '' };
  const exchange = { ...outcome.exchange, response: found.response } as Exchange;
  return { ...outcome, exchange, stack: found.stack };
}

function succeeded({ response, changes }: RecordedResponse): Outcome {
  return { exchange: { failure: null, response }, changes };
}

function failed(exchange: Exchange, changes: RecordedResponse['changes'] = []): Outcome {
  return { exchange, changes };
}

/** Answers a request as the fault demands. */
async function applyFault(
  moment: ArrivalMoment,
  request: EngineRequest,
  fault: Fault,
): Promise<Outcome> {
  const { clock, ids } = moment.core;
  if (fault.latency !== undefined) {
    const end = clock.now() + parseDuration(fault.latency, 'latency');
    await moment.timekeeper.untilAnswered(clock.until(end, request.signal));
  }
  const { status, network, afterCommit } = fault;
  if (status !== undefined) {
    const now = clock.now();
    const response = faultResponse({ ...fault, status }, ids.next('req', now), now);
    return failed({ failure: null, response });
  }
  if (network === 'reset') return failed(RESET);
  if (network === 'timeout') return failed(TIMEOUT);
  const recorded = await serve(moment, request);
  if (afterCommit === 'reset') return failed(RESET, recorded.changes);
  if (afterCommit === 'timeout') return failed(TIMEOUT, recorded.changes);
  if (network !== 'truncate') return succeeded(recorded);
  return failed({ failure: 'truncate', response: recorded.response }, recorded.changes);
}

/** Calls the service when the world's clock is where it should be for the request. */
function serve(moment: ArrivalMoment, request: EngineRequest): Promise<RecordedResponse> {
  if (moment.mode !== 'manual') return serveOnTime(moment, request);
  const pollWatch = isLongPoll(request) ? pollWatchOf(moment) : undefined;
  return pollWatch === undefined
    ? handle(moment.core, request)
    : servePoll(moment.core, request, pollWatch);
}

async function serveOnTime(
  { core, timekeeper }: ArrivalMoment,
  request: EngineRequest,
): Promise<RecordedResponse> {
  const isPoll = isLongPoll(request);
  await timekeeper.beforeRequest(request.method === 'GET' && !isPoll && !isOfThePast(request));
  const pending = handle(core, request);
  const recorded = await (isPoll ? untilAnswered(timekeeper, request, pending) : pending);
  await timekeeper.arm();
  return recorded;
}

/** Usage and audit tell what has happened: who follows them waits for nothing that is due. */
function isOfThePast({ url }: EngineRequest): boolean {
  return /\/v1\/(usage\/|audit-events)/.test(url);
}

function untilAnswered<T>(
  timekeeper: Timekeeper,
  { url }: EngineRequest,
  pending: Promise<T>,
): Promise<T> {
  return url.includes('/v1/webhook_events')
    ? timekeeper.untilFollowed(pending)
    : timekeeper.untilAnswered(pending);
}

function isLongPoll({ method, headers }: EngineRequest): boolean {
  return method === 'GET' && headers.get('prefer') !== null;
}

function pollWatchOf({ core, pollPatience, log }: ArrivalMoment): PollWatch | undefined {
  if (pollPatience === undefined) return undefined;
  return { patience: pollPatience, activity: () => core.clock.now() + log.total };
}

/** Answers a long poll on a manual clock, or explains why it would never end. */
async function servePoll(
  core: WorldCore,
  request: EngineRequest,
  watch: PollWatch,
): Promise<RecordedResponse> {
  const recorded = await untilStalled(request, (watched) => handle(core, watched), watch);
  if (recorded !== undefined) return recorded;
  const now = core.clock.now();
  const response = faultResponse(
    { status: 400, message: STALLED_POLL },
    core.ids.next('req', now),
    now,
  );
  return { response, changes: [] };
}

const STALLED_POLL =
  "This call would never end: the world's clock is manual, and nothing has moved it. " +
  "Move it while the call waits, with world.clock.advance('15s'), or begin the world with clock: 'auto'";

function handle({ engine, store }: WorldCore, request: EngineRequest): Promise<RecordedResponse> {
  return handleRecorded(engine, store, request);
}

function describe(fault: Fault): string {
  const { status, network, afterCommit, latency } = fault;
  if (status !== undefined) return `status ${status}`;
  if (network !== undefined) return network;
  if (afterCommit !== undefined) return `${afterCommit} after commit`;
  return `latency ${latency}`;
}

/** The body of an error response, for the log's `error`. */
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
