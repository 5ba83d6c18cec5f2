/**
 * FirstHandAPI in your test suite: the service's own rules, on a clock that you control.
 *
 * @example
 * ```ts
 * import { FirstHandClient } from '@firsthandapi/sdk';
 * import { createSandbox } from '@firsthandapi/sandbox';
 *
 * const world = await createSandbox().world();
 * const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
 * const job = await client.createJob(order);
 * await world.clock.runUntil(job.id, 'completed');
 * ```
 *
 * @module
 */
export { createSandbox } from './local/create-sandbox.ts';
export {
  type ConnectOptions,
  connectSandbox,
  type RemoteSandbox,
} from './remote/connect-sandbox.ts';
export type { Duration, Moment } from './values/duration.ts';
export type { Fault, FaultState, FaultType, NetworkFailure } from './world/fault.ts';
export type { Fixtures, JobFixture } from './world/fixtures.ts';
export type {
  DeliveryEntry,
  LogEntry,
  RequestEntry,
  StateChanges,
  TableChanges,
} from './world/log-entry.ts';
export {
  describeScenario,
  type Magic,
  magic,
  type ScenarioMetadata,
  type ScenarioName,
} from './world/magic.ts';
export type {
  Assignment,
  Earnings,
  JobSummary,
  Payout,
  Person,
  PersonError,
  PersonFile,
  PersonOptions,
  PositionRequest,
  SentMail,
  Trust,
  Worker,
  WorkerJob,
  WorkerSubmission,
} from './world/person.ts';
export { DOWNLOAD_ROUTE, ROUTES, type Route, type RoutePattern } from './world/routes.ts';
export type { Sandbox, SandboxOptions } from './world/sandbox.ts';
export type { Result, Target } from './world/target.ts';
export type { WebhookMode } from './world/webhook-mode.ts';
export type { FetchHandler, HttpFetch, WebhookTarget } from './world/webhook-target.ts';
export type { WorkPlan } from './world/work-plan.ts';
export type { World, WorldFaults } from './world/world.ts';
export type { AwaitedStatus, ClockMode, WorldClock } from './world/world-clock.ts';
export type { WorldOptions } from './world/world-options.ts';
export type { WorldAccount, WorldSnapshot } from './world/world-snapshot.ts';
export type {
  DeliverToOptions,
  DeliveryEndpoint,
  EmitSource,
  WorldWebhooks,
} from './world/world-webhooks.ts';
export type { WorkScript, WorldWorker } from './world/world-worker.ts';
