import { FirstHandApiError, type FirstHandError, isFirstHandError } from '@firsthandapi/sdk';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { neutraliseText } from '../untrusted/neutralise.ts';
import { ToolError } from './tool-error.ts';

/** What to do about an error, by its type. Contract §2. */
const FIXES: Readonly<Record<string, string>> = {
  authentication_error: 'Set FIRSTHAND_API_KEY to a valid key and start the assistant again.',
  authorization_error: 'Use a key that has the scope named above.',
  insufficient_credits: 'Buy credits in the dashboard, or make the job smaller.',
  free_tier_job_limit: 'Wait for the running job, or cancel it.',
  pricing_violation: 'price_per_file_cents is from 10 to 50,000.',
  not_found: 'Check the id; each environment and organization sees only its own objects.',
  quota_exceeded: 'Make room as described, or try again after the time named.',
  connection_error: 'Check the network and FIRSTHAND_BASE_URL, then call again.',
  integrity_error: 'Call again; the bytes did not match their SHA-256 and were not kept.',
  file_system_error: 'Choose a folder that can be written to.',
};

/** Returns the result for an error: what happened, each field with its reason, and the fix. */
export function errorResult(error: unknown): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: neutraliseText(describe(error)) }] };
}

function describe(error: unknown): string {
  if (error instanceof ToolError) return error.message;
  if (isSystemError(error)) {
    return `file_system_error: the directory cannot be used (${error.code})\n${FIXES.file_system_error}`;
  }
  // Anything else is a fault of this program, whose message may contain anything.
  if (!isFirstHandError(error)) return 'Something went wrong in the tool; nothing else is known';
  const facts = error as FirstHandError;
  return [
    `${facts.type}: ${facts.message}`,
    ...facts.details.map(({ field, message }) => `${field} ${message}`),
    FIXES[facts.type] ?? (facts.retryable ? retryAdvice(facts) : undefined),
    facts instanceof FirstHandApiError && facts.requestId && `Request ${facts.requestId}.`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** Whether the operating system refused something, which only the disk gives it the occasion to. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return syscall !== undefined && /^E[A-Z\d]{1,20}$/.test(code ?? '');
}

function retryAdvice({ retryAfterMs }: FirstHandError): string {
  return retryAfterMs === undefined
    ? 'Call again with the same arguments; nothing happens twice.'
    : `Call again with the same arguments after ${Math.ceil(retryAfterMs / 1000)} s; nothing happens twice.`;
}
