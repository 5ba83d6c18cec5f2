import type { UsageRecord } from '@firsthandapi/sdk';
import { z } from 'zod';
import { ToolError } from '../results/tool-error.ts';
import { defineTool, READS } from './tool.ts';

/** The most requests that are looked through, newest first. */
const MOST_RECORDS = 500;

/** What a status means and what to do, by status. Contract §2. */
const ADVICE: Readonly<Record<number, string>> = {
  400: 'A field, query parameter or header is wrong, or the price is outside 10 to 50,000 cents. The response names each field in error.details.',
  401: 'The key is missing, malformed, expired or revoked. Set FIRSTHAND_API_KEY to a valid key.',
  402: 'There are not enough credits for the whole job. Buy credits, or make the job smaller.',
  403: 'The key lacks a scope, which the message names, or a free-tier organization already has an active live job.',
  404: 'No such object exists in this organization and environment. Test keys do not see live objects, nor live keys test objects.',
  405: 'The path exists with another method; the header Allow names it.',
  409: 'The state of the object does not allow this, or the Idempotency-Key was used with another body. Read the object again, or use a new key.',
  413: 'The body is too large.',
  415: 'The body must be application/json.',
  422: 'The URL of a webhook endpoint must be https.',
  429: 'A rate limit or a quota was reached. Wait as long as Retry-After says; a quota without it needs room to be made, as the message says.',
  500: 'A fault of the service. Repeat the request with the same Idempotency-Key; nothing happens twice.',
  502: 'The payment provider did not answer. Nothing was bought; repeat the request.',
  503: 'The service was overloaded or starting. Repeat the request after Retry-After.',
  504: 'The payment provider took too long. Repeat the request with the same Idempotency-Key.',
};

export const explainError = defineTool({
  name: 'explain_error',
  title: 'Explain an error',
  description:
    'Finds a request of the last 30 days by its id (req_…), and says what its status means and how to fix it.',
  scopes: ['usage:read'],
  annotations: READS,
  input: z.strictObject({
    request_id: z
      .string()
      .regex(/^req_\w{1,60}$/, 'must be the X-Request-Id of a response, req_…')
      .describe('X-Request-Id of the response, or error.request_id'),
  }),
  output: z.object({
    request_id: z.string(),
    operation: z.string().nullable(),
    method: z.string(),
    path: z.string(),
    status: z.number(),
    created_at: z.string(),
    explanation: z.string(),
  }),
  async run({ request_id }, { client, signal }) {
    let seen = 0;
    for await (const record of client.listUsage({ limit: 100 }, { signal })) {
      if (record.id === request_id) return { facts: explain(record) };
      seen += 1;
      if (seen === MOST_RECORDS) break;
    }
    throw new ToolError(
      `request_id: none of the last ${seen} requests of this organization and environment has it. Requests without a valid key are not kept; a request of the other environment needs a key of that environment.`,
    );
  },
});

function explain({ id, operation, method, path, status, created_at }: UsageRecord) {
  const explanation =
    ADVICE[status] ??
    (status < 400 ? 'The request succeeded.' : 'The contract has no such status.');
  return { request_id: id, operation, method, path, status, created_at, explanation };
}
