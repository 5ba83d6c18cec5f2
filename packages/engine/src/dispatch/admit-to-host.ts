import { ApiError } from '../errors/api-error.ts';
import { untilDeadline } from '../http/deadline.ts';
import { errorResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { identify } from './admit.ts';
import { limitUncounted } from './anonymous-limit.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { recordRequest } from './record-request.ts';
import { beginTrace } from './trace.ts';

/** A caller of what the host serves beside the API, or the response that refuses it. */
export type HostAdmission =
  | { readonly organizationId: string; readonly scopes: readonly string[] }
  | { readonly refusal: EngineResponse };

/**
 * Admits a caller of what the host itself serves under the same keys and rate limits: the request counts as one of its key,
 * or as one of its address when the key is not valid. Only a refusal is logged, since what follows makes requests of its own.
 */
export async function admitToHost(
  context: DispatchContext,
  request: EngineRequest,
): Promise<HostAdmission> {
  const trace = beginTrace(context, request);
  trace.client = await context.clients.identify(request, trace.startedAt);
  try {
    const identified = identify(context, trace, 'default');
    const { key, organization } = await untilDeadline(request, identified);
    return { organizationId: organization.id, scopes: key.scopes };
  } catch (thrown) {
    trace.error = thrown instanceof ApiError ? undefined : thrown;
    const response = errorResponse(await limitUncounted(context, trace, thrown), trace.requestId);
    await recordRequest(context, trace, response.status);
    return { refusal: toEngineResponse(response, trace) };
  }
}
