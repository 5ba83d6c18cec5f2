import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import type { Context } from '../command/context.ts';
import { UsageError } from '../command/usage-error.ts';
import { eventExamples } from '../generated/event-examples.ts';

const TIMEOUT_MS = 10_000;

/** What to tell a sandbox. */
export interface Emission {
  readonly baseUrl: string;
  /** The sandbox's control token. */
  readonly token: string;
  readonly world: string;
  readonly type: string;
}

/**
 * Has a sandbox emit an event with the data of the specification's example.
 *
 * @throws UsageError when there is no sandbox, or it refuses the control
 */
export async function emitEvent(
  { baseUrl, token, world, type }: Emission,
  { signal }: Pick<Context, 'signal'>,
): Promise<void> {
  const url = `${baseUrl.replace(/\/$/, '')}/_sandbox/worlds/${encodeURIComponent(world)}/webhooks/emit`;
  const response = await nodeHttpFetch()(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sandbox-token': token },
    body: JSON.stringify({ type, data: eventExamples[type] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  }).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new UsageError(`No sandbox responds at ${baseUrl} (${code ?? message}): is it running?`);
  });
  if (response.status < 300) return;
  throw new UsageError(
    `${baseUrl} did not emit the event (status ${response.status}): check FIRSTHAND_SANDBOX_TOKEN, --world and --base-url`,
  );
}
