import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { ApiError } from '../errors/api-error.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requireOnboarded } from '../people/consents.ts';
import { deleteUpload, findUpload } from '../people/uploads.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { windowsOf } from '../rate-limits/rate-windows.ts';
import type { UploadRecord } from '../store/records.ts';
import { tusExchange } from '../uploads/tus-exchange.ts';
import { sessionOf } from './session-of.ts';
import type { WorkerTrace } from './worker-trace.ts';

const CONTENT = /^\/worker\/v1\/uploads\/([^/]{1,64})\/content$/;
const METHODS = ['HEAD', 'PATCH', 'DELETE'];
/** Pieces of files, which are many when a connection is poor. */
const LIMITS = { per_minute: 600, per_hour: 12_000 };

/** Returns the id of the upload whose content a request is about; undefined for every other request. */
export function uploadIdOf(path: string): string | undefined {
  return CONTENT.exec(path)?.[1];
}

/**
 * Executes a request to the content of an upload. The bytes may take as long as their connection needs: the time limit of
 * requests holds between them.
 *
 * @throws ApiError when the request is refused
 */
export async function exchangeContent(
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
