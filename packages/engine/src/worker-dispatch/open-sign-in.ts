import type { SignIn } from '@firsthandapi/spec/worker';
import { appendAuditEvent } from '../audit/record-audit.ts';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { presentWorker } from '../people/present-worker.ts';
import { openSession, presentSession } from '../people/sessions.ts';
import type { WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { sessionCookie } from './session-of.ts';
import type { WorkerTrace } from './worker-trace.ts';

/** Opens a session for who has proven who they are, and notes from where. */
export async function openSignIn(
  work: Work,
  { request, requestId }: WorkerTrace,
  worker: WorkerRecord,
  deviceName: string | undefined,
) {
  const opened = await openSession(work, worker.id, deviceName ?? null);
  const resource = { type: 'session', id: opened.session.id };
  await appendAuditEvent(work, opened.session, 'session.created', resource, {
    actor: { type: 'worker', id: worker.id },
    ip: request.ip ?? null,
    user_agent: request.headers.get('user-agent'),
    request_id: requestId,
  });
  return { ...opened, worker: await presentWorker(work, worker) };
}

/** Returns the response with a new session: a cookie, or the token. */
export function replyWithSession(
  context: DispatchContext,
  { session, token, worker }: Awaited<ReturnType<typeof openSignIn>>,
  delivery: 'cookie' | 'token' | undefined,
): Reply {
  const isCookie = delivery !== 'token';
  const body: SignIn = {
    object: 'sign_in',
    session: presentSession(session, session.id),
    token: isCookie ? null : token,
    worker,
  };
  const headers = isCookie ? { 'Set-Cookie': sessionCookie(context, token) } : {};
  return { status: 201, body, headers };
}
