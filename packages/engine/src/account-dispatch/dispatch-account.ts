import {
  type AcceptInvitationRequest,
  type AddPasskeyRequest,
  type ConfirmAuthenticatorRequest,
  type OperationId,
  operations,
  type PasskeySignInRequest,
  type ProofRequest,
  type SignInCodeRequest,
  type SignInRequest,
} from '@firsthandapi/spec/account';
import { bodySchemas, emptyQueries, querySchemas } from '@firsthandapi/spec/account/schemas';
import {
  type AccountOperationId,
  type AnonymousOperationId,
  accountOperationOf,
  type ProvingOperationId,
} from '../account-operations/index.ts';
import { requireProof } from '../authentication/require-proof.ts';
import { limitAnonymous, limitUncounted } from '../dispatch/anonymous-limit.ts';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import { logRequest } from '../dispatch/record-request.ts';
import { type Route, routeMatcher } from '../dispatch/route.ts';
import { beginTrace } from '../dispatch/trace.ts';
import { validationBy } from '../dispatch/validate.ts';
import { ApiError } from '../errors/api-error.ts';
import { untilDeadline } from '../http/deadline.ts';
import {
  errorResponse,
  type JsonResponse,
  serializeReply,
  toEngineResponse,
} from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { readBody } from '../http/read-body.ts';
import type { Reply } from '../http/reply.ts';
import { scopesOf } from '../members/member-sessions.ts';
import { verifyMade } from '../passkeys/passkey-ceremonies.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import { sessionWindows, windowOf } from '../rate-limits/rate-windows.ts';
import { requireOwnOrigin } from '../sign-in/session-cookie.ts';
import { countAgainst, sendCode } from '../sign-in/sign-in-steps.ts';
import type { Tables } from '../store/store.ts';
import type { MemberCall } from '../work/member-call.ts';
import type { AccountTrace } from './account-trace.ts';
import { memberCookie, memberOf, type SignedInMember } from './member-of.ts';
import { getPasskeyChallenge, signInWithPasskey } from './passkey-sign-in.ts';
import { confirmAuthenticator, prove, requestProofCode } from './prove.ts';
import { acceptInvitation, signIn } from './sign-in.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const INVITATIONS_PER_DAY = 50;
/** No body of these operations needs more. */
const LARGEST_BODY_BYTES = 16_384;

const matchRoute = routeMatcher<OperationId>(operations);
const { parseBody, parseQuery } = validationBy<OperationId>({
  operations,
  bodies: bodySchemas,
  queries: querySchemas,
  empty: emptyQueries,
});

/** Takes a member's request through every step of the contract. Always resolves to a response. */
export async function dispatchAccount(
  context: DispatchContext,
  request: EngineRequest,
): Promise<EngineResponse> {
  const begun = beginTrace(context, request);
  const trace: AccountTrace = { ...begun, accountRoute: undefined, signedIn: undefined };
  if (request.ip !== undefined) {
    trace.client = await context.clients.identify(request, trace.startedAt);
  }
  const response = await respond(context, trace);
  record(context, trace, response.status);
  return toEngineResponse(response, trace);
}

async function respond(context: DispatchContext, trace: AccountTrace): Promise<JsonResponse> {
  try {
    return await untilDeadline(trace.request, execute(context, trace));
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    return errorResponse(await limitUncounted(context, trace, thrown), trace.requestId);
  }
}

async function execute(context: DispatchContext, trace: AccountTrace): Promise<JsonResponse> {
  const route = matchRoute(trace.request.method, trace.target.path);
  trace.accountRoute = route;
  if (context.ports.mail === undefined) {
    throw new ApiError('not_found', `No such path: ${trace.target.path}`);
  }
  requireOwnOrigin(context, trace.request);
  const { operationId } = route;
  if (isAnonymous(operationId)) return executeAnonymous(context, trace, operationId);
  const signedIn = await memberOf(context, trace.request, trace.startedAt);
  if (signedIn === undefined) {
    throw new ApiError('authentication_error', 'Invalid or missing session');
  }
  trace.signedIn = signedIn;
  await limitMember(context, trace, operationId, signedIn);
  requireScopes(signedIn, operationId);
  requireProof(signedIn.session, operationId, trace.startedAt);
  if (isProving(operationId)) return executeProving(context, trace, operationId, signedIn);
  return executeAs(context, trace, { ...route, operationId }, signedIn);
}

function isAnonymous(id: OperationId): id is AnonymousOperationId {
  return operations[id].scopes.length === 0;
}

async function executeAnonymous(
  context: DispatchContext,
  trace: AccountTrace,
  operationId: AnonymousOperationId,
): Promise<JsonResponse> {
  await limitAnonymous(context, trace);
  parseQuery(operationId, trace.target.query);
  const isRead = operations[operationId].method === 'GET';
  const received = isRead ? undefined : await readBody(trace.request, LARGEST_BODY_BYTES);
  const body = received && parseBody(operationId, received.value);
  return serializeReply(await anonymousSteps[operationId](context, trace, body));
}

type AnonymousStep = (
  context: DispatchContext,
  trace: AccountTrace,
  body: unknown,
) => Promise<Reply>;

const anonymousSteps: Readonly<Record<AnonymousOperationId, AnonymousStep>> = {
  requestSignInCode: (context, trace, body) => {
    const { email } = body as SignInCodeRequest;
    return sendCode(context, trace, { audience: 'member', email });
  },
  signIn: (context, trace, body) => signIn(context, trace, body as SignInRequest),
  getPasskeyChallenge,
  signInWithPasskey: (context, trace, body) =>
    signInWithPasskey(context, trace, body as PasskeySignInRequest),
  acceptInvitation: (context, trace, body) =>
    acceptInvitation(context, trace, body as AcceptInvitationRequest),
};

function isProving(id: OperationId): id is ProvingOperationId {
  return id in provingSteps;
}

async function executeProving(
  context: DispatchContext,
  trace: AccountTrace,
  operationId: ProvingOperationId,
  signedIn: SignedInMember,
): Promise<JsonResponse> {
  parseQuery(operationId, trace.target.query);
  const { value } = await readBody(trace.request, LARGEST_BODY_BYTES);
  const body = parseBody(operationId, value);
  return serializeReply(await provingSteps[operationId](context, trace, signedIn, body));
}

type ProvingStep = (
  context: DispatchContext,
  trace: AccountTrace,
  signedIn: SignedInMember,
  body: unknown,
) => Promise<Reply>;

const provingSteps: Readonly<Record<ProvingOperationId, ProvingStep>> = {
  requestProofCode,
  prove: (context, trace, signedIn, body) => prove(context, trace, signedIn, body as ProofRequest),
  confirmAuthenticator: (context, trace, signedIn, body) =>
    confirmAuthenticator(context, trace, signedIn, body as ConfirmAuthenticatorRequest),
};

async function executeAs(
  context: DispatchContext,
  trace: AccountTrace,
  route: Route<AccountOperationId>,
  signedIn: SignedInMember,
): Promise<JsonResponse> {
  const { operationId } = route;
  const { store } = context.ports;
  const query = parseQuery(operationId, trace.target.query);
  const isRead = operations[operationId].method === 'GET';
  const received = isRead ? undefined : await readBody(trace.request, LARGEST_BODY_BYTES);
  const parsed = received && parseBody(operationId, received.value);
  const body = await verified(context, trace, operationId, parsed);
  const handler = accountOperationOf(operationId);
  const run = (tables: Tables) =>
    handler(callOf(context, trace, { tables, route, signedIn, query, body }));
  const { id } = signedIn.organization;
  const reply = serializeReply(await (isRead ? store.read(run) : store.transact(run, id)));
  if (operationId !== 'signOut') return reply;
  return { ...reply, headers: { 'Set-Cookie': memberCookie(context, null) } };
}

/** Returns the body of an operation, with what only a call outside of its transaction can verify replaced by the result. */
async function verified(
  { ports }: DispatchContext,
  { signedIn, startedAt }: AccountTrace,
  operationId: AccountOperationId,
  body: unknown,
): Promise<unknown> {
  if (operationId !== 'addPasskey') return body;
  return verifyMade(ports, signedIn?.member.id ?? '', body as AddPasskeyRequest, startedAt);
}

async function limitMember(
  context: DispatchContext,
  trace: AccountTrace,
  operationId: OperationId,
  { session, organization }: SignedInMember,
): Promise<void> {
  const { startedAt: now } = trace;
  const windows = sessionWindows(session, organization, now);
  trace.rate = await countRequest(context.ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
  if (operationId !== 'inviteMember') return;
  const invitations = `invitations:${organization.id}`;
  await countAgainst(context, trace, [windowOf(invitations, INVITATIONS_PER_DAY, DAY_MS, now)]);
}

function requireScopes({ member }: SignedInMember, operationId: OperationId): void {
  const granted = scopesOf(member, 'live');
  const missing = operations[operationId].scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return;
  const message = `The role '${member.role}' lacks the scope '${missing.join("', '")}'`;
  throw new ApiError('authorization_error', message);
}

interface CallParts extends Pick<MemberCall, 'tables' | 'query' | 'body'> {
  readonly route: Route<AccountOperationId>;
  readonly signedIn: SignedInMember;
}

function callOf(
  { ports, settings }: DispatchContext,
  { request, requestId, startedAt }: AccountTrace,
  { route, signedIn, ...parts }: CallParts,
): MemberCall {
  return {
    ...parts,
    ports,
    settings,
    now: startedAt,
    operationId: route.operationId,
    parameters: route.parameters,
    requestId,
    member: signedIn.member,
    session: signedIn.session,
    organization: signedIn.organization,
    organization_id: signedIn.organization.id,
    environment: 'live',
    ip: request.ip ?? null,
    headers: request.headers,
    deadline: request.deadline,
  };
}

function record(context: DispatchContext, trace: AccountTrace, status: number): void {
  const { accountRoute: route, signedIn } = trace;
  logRequest(context, trace, {
    status,
    duration_ms: context.ports.clock.now() - trace.startedAt,
    operation: route === undefined ? null : `account.${route.operationId}`,
    template: route && operations[route.operationId].path,
    organization_id: signedIn?.organization.id ?? null,
    environment: signedIn === undefined ? null : 'live',
  });
}
