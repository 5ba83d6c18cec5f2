import { type FirstHandClient, isFirstHandError } from '@firsthandapi/sdk';
import { TOOL_SCOPES, type ToolScope } from './scopes.ts';

/** The longest that a probe takes, in milliseconds: an assistant waits for the list of tools. */
const PROBE_TIMEOUT = 5_000;
/** Exists in no organization, so that cancelling it only tells whether the key may cancel. */
const NO_JOB = 'job_00000000000000000000000000';
const OPTIONS = { timeout: PROBE_TIMEOUT, maxRetries: 0 };

const PROBES: Readonly<Record<ToolScope, (client: FirstHandClient) => PromiseLike<unknown>>> = {
  'jobs:read': (client) => client.listJobs({ limit: 1 }, OPTIONS),
  'jobs:write': (client) => client.cancelJob(NO_JOB, OPTIONS),
  'billing:read': (client) => client.getCreditBalance(OPTIONS),
  'webhooks:read': (client) => client.listWebhookEvents({ limit: 1 }, OPTIONS),
  'usage:read': (client) => client.listUsage({ limit: 1 }, OPTIONS),
};

/**
 * Finds the scopes of a client's key by one request for each, since no operation names them. A scope counts as missing only
 * when the service says so: while it is unreachable, every tool is listed, and each call says what is wrong.
 */
export async function probeScopes(client: FirstHandClient): Promise<ReadonlySet<ToolScope>> {
  const granted = await Promise.all(
    TOOL_SCOPES.map(async (scope) => ((await isRefused(client, scope)) ? undefined : scope)),
  );
  return new Set(granted.filter((scope) => scope !== undefined));
}

async function isRefused(client: FirstHandClient, scope: ToolScope): Promise<boolean> {
  try {
    await PROBES[scope](client);
    return false;
  } catch (error) {
    return isFirstHandError(error) && error.type === 'authorization_error';
  }
}
