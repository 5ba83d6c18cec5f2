import type { Reply } from '../call.ts';
import { ApiError } from '../errors.ts';

/** A reply in the form that is sent and, for idempotent requests, kept. */
export interface Answer {
  readonly status: number;
  /** JSON text; null for an empty body. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export function answerOf(reply: Reply): Answer {
  const body = reply.body === undefined ? null : JSON.stringify(reply.body);
  return { status: reply.status, body, headers: reply.headers ?? {} };
}

/** The error envelope of contract §2. What is not an ApiError is a 500 that says nothing of its cause. */
export function errorAnswer(thrown: unknown, requestId: string): Answer {
  const error =
    thrown instanceof ApiError
      ? thrown
      : new ApiError('internal_error', 'Something went wrong on our side; quote the request id');
  const { type, message, details } = error;
  const body = { error: { type, message, request_id: requestId, ...(details && { details }) } };
  return { status: error.status, body: JSON.stringify(body), headers: error.headers };
}

export function toResponse(answer: Answer, headers: Readonly<Record<string, string>>): Response {
  const all: Record<string, string> = { ...headers, ...answer.headers };
  if (answer.body !== null) all['Content-Type'] = 'application/json; charset=utf-8';
  return new Response(answer.body, { status: answer.status, headers: all });
}
