import type { ClockMode } from '../world/world-clock.ts';

/**
 * Method and path of each control of a world, under `/_sandbox/worlds/{world}`. Server and client share this table.
 */
export const CONTROL_ROUTES = {
  describe: ['GET', ''],
  dispose: ['DELETE', ''],
  clock: ['GET', '/clock'],
  advance: ['POST', '/clock/advance'],
  advanceTo: ['POST', '/clock/advance_to'],
  runUntil: ['POST', '/clock/run_until'],
  sleep: ['POST', '/clock/sleep'],
  log: ['GET', '/log'],
  snapshot: ['GET', '/snapshot'],
  restore: ['POST', '/restore'],
  reset: ['POST', '/reset'],
  setFault: ['POST', '/faults'],
  listFaults: ['GET', '/faults'],
  clearFaults: ['DELETE', '/faults'],
  assertAllHit: ['POST', '/faults/assert_all_hit'],
  nextWork: ['POST', '/worker/next'],
  assertAllUsed: ['POST', '/worker/assert_all_used'],
  workOn: ['POST', '/worker/work_on'],
  deliverTo: ['POST', '/webhooks/deliver_to'],
  webhookMode: ['POST', '/webhooks/mode'],
  emit: ['POST', '/webhooks/emit'],
  redeliver: ['POST', '/webhooks/redeliver'],
  deliveries: ['GET', '/webhooks/deliveries'],
  jobs: ['GET', '/jobs'],
  files: ['GET', '/files'],
  keys: ['GET', '/keys'],
  credits: ['GET', '/credits'],
  outbox: ['GET', '/outbox'],
} as const satisfies Readonly<Record<string, readonly ['GET' | 'POST' | 'DELETE', string]>>;

/** The name of a control. */
export type ControlName = keyof typeof CONTROL_ROUTES;

/** Root of all controls, and of the window. */
export const CONTROL_ROOT = '/_sandbox';

/** Root of the worlds. */
export const WORLDS_PATH = `${CONTROL_ROOT}/worlds`;

/** Header that carries the control token. */
export const TOKEN_HEADER = 'X-Sandbox-Token';

/** A world, as a server describes it. */
export interface WorldDescription {
  readonly world: string;
  readonly api_key: string;
  readonly live_key: string;
  readonly base_url: string;
  readonly clock: ClockMode;
  readonly now: string;
}
