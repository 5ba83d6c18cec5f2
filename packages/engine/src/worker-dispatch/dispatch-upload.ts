import { limitUncounted } from '../dispatch/anonymous-limit.ts';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { ApiError } from '../errors/api-error.ts';
import { errorResponse, type JsonResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import { requireOnboarded } from '../people/consents.ts';
import { deleteUpload, findUpload } from '../people/uploads.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { windowsOf } from '../rate-limits/rate-windows.ts';
import type { UploadRecord } from '../store/records.ts';
import { tusExchange } from '../uploads/tus-exchange.ts';
import { recordWorkerRequest } from './record-worker-request.ts';
import { sessionOf } from './session-of.ts';
import type { WorkerTrace } from './worker-trace.ts';

const CONTENT = /^\/worker\/v1\/uploads\/([^/]{1,64})\/content$/;
const METHODS = ['HEAD', 'PATCH', 'DELETE'];
/** Pieces of files, which are many when a connection is poor. */
const LIMITS = { per_minute: 600, per_hour: 12_000 };

/** Returns the id of the upload whose content a request is about; undefined for every other request. */
export function uploadIdOf(url: string): string | undefined {
  return CONTENT.exec(requestTarget(url).path)?.[1];
}

/**
 * Takes a request to the content of an upload through its steps. The bytes may take as long as their connection needs: the
 * time limit of requests holds between them.
 */
export async function dispatchUpload(
  context: DispatchContext,
  trace: WorkerTrace,
  id: string,
): Promise<EngineResponse> {
  const response = await respond(context, trace, id);
  await recordWorkerRequest(context, trace, response.status);
  return response;
}

async function respond(
  context: DispatchContext,
  trace: WorkerTrace,
  id: string,
): Promise<EngineResponse> {
  try {
    return await execute(context, trace, id);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    const refusal: JsonResponse = errorResponse(
      await limitUncounted(context, trace, thrown),
      trace.requestId,
    );
    return toEngineResponse(refusal, trace);
  }
}

async function execute(
  context: DispatchContext,
  trace: WorkerTrace,
  id: string,
): Promise<EngineResponse> {
  const { request, startedAt: now } = trace;
  requireMethod(request);
  const caller = await sessionOf(context, request, now);
  trace.workerCaller = caller;
  const windows = windowsOf(`worker-bytes:${caller.worker.id}`, LIMITS, now);
  trace.rate = await countRequest(context.ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
  const upload = await openUpload(context, trace, caller.worker.id, id);
  if (request.method === 'DELETE') return removeUpload(context, trace, upload);
  const { method, headers, content } = request;
  return tusExchange(context, upload, { method, headers, content: content?.() ?? null });
}

function requireMethod({ method }: EngineRequest): void {
  if (METHODS.includes(method)) return;
  const allow = METHODS.join(', ');
  throw new ApiError('method_not_allowed', `${method} is not allowed here; use ${allow}`, {
    headers: { Allow: allow },
  });
}

function openUpload(
  { ports, settings }: DispatchContext,
  { startedAt: now }: WorkerTrace,
  workerId: string,
  id: string,
): Promise<UploadRecord> {
  return ports.store.read(async (tables) => {
    await requireOnboarded({ ports, settings, tables, now }, workerId);
    return findUpload({ tables }, workerId, id);
  });
}

async function removeUpload(
  { ports, settings }: DispatchContext,
  { startedAt: now }: WorkerTrace,
  upload: UploadRecord,
): Promise<EngineResponse> {
  await ports.store.transact(
    (tables) => deleteUpload({ ports, settings, tables, now }, upload),
    upload.organization_id,
  );
  return { status: 204, headers: { 'Tus-Resumable': '1.0.0' }, body: null };
}
