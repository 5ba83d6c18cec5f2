import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import type { Context } from '../command/context.ts';
import { type Connection, DEFAULT_BASE_URL } from '../settings/connection.ts';
import { checkSkew, NOTABLE_SKEW_S } from './check-skew.ts';
import { type Finding, warning } from './finding.ts';

const TIMEOUT_MS = 5_000;

/** How a sandbox keeps time, as it says itself. */
export interface SandboxClock {
  readonly mode: string;
  readonly speed: number;
  readonly now: string;
  readonly signs_with_machine_time: boolean;
}

/**
 * Whether the service is a sandbox with a time of its own, which no header shows: those of HTTP carry its machine's time.
 * Sends no key, and nothing to the service itself.
 */
export async function checkSandboxClock(
  { baseUrl }: Pick<Connection, 'baseUrl'>,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<Finding[]> {
  if (baseUrl === DEFAULT_BASE_URL) return [];
  const clock = await readClock(baseUrl, context.signal);
  return clock === undefined ? [] : judgeSandboxClock(clock, context.now());
}

/** Judges a sandbox's clock beside this machine's. Nothing is found where they are the same. */
export function judgeSandboxClock(clock: SandboxClock, now: number): Finding[] {
  const { mode, speed, signs_with_machine_time: signsWithMachineTime } = clock;
  const skew = (now - Date.parse(clock.now)) / 1_000;
  const isOwn = mode === 'manual' || mode === 'auto' || speed !== 1;
  if (!isOwn && Math.abs(skew) < NOTABLE_SKEW_S) return [];
  const detail = `this sandbox keeps its own time: it ${movementOf(clock)}, and is ${clock.now} now; deadlines, expiry and rate limits follow it`;
  const found = warning('sandbox clock', detail);
  return signsWithMachineTime
    ? [found]
    : [found, checkSkew('webhooks', skew, 'start the sandbox without --now')];
}

function movementOf({ mode, speed }: SandboxClock): string {
  if (mode === 'manual') return 'moves only when it is told to';
  if (mode === 'auto') return 'jumps to what is due next';
  return speed === 1 ? 'began at another time' : `passes ${speed} times as fast as here`;
}

async function readClock(baseUrl: string, signal: AbortSignal): Promise<SandboxClock | undefined> {
  try {
    const response = await nodeHttpFetch()(new URL('/_sandbox/health', baseUrl).href, {
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const body = JSON.parse(await response.text()) as { readonly clock?: SandboxClock };
    return isClock(body.clock) ? body.clock : undefined;
  } catch {
    // No sandbox: another service says something else there, or nothing.
    return undefined;
  }
}

function isClock(value: unknown): value is SandboxClock {
  const { mode, speed, now } = (value ?? {}) as Partial<SandboxClock>;
  return (
    typeof mode === 'string' && typeof speed === 'number' && !Number.isNaN(Date.parse(now ?? ''))
  );
}
