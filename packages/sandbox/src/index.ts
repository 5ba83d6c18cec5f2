/**
 * FirstHandAPI in your test suite: the real rules on a clock you control.
 *
 * @module
 */

export type { WorkScript } from './controls/plan-book.ts';
export type { WebhookMode } from './controls/webhook-modes.ts';
export type { NetworkFailure } from './http/exchange.ts';
export { createSandbox } from './local/create-sandbox.ts';
export {
  type ConnectOptions,
  connectSandbox,
  type RemoteSandbox,
} from './remote/connect-sandbox.ts';
export type { Duration, Moment } from './world/duration.ts';
export type { Fault, FaultState, FaultType } from './world/fault.ts';
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
export { DOWNLOAD_ROUTE, ROUTES, type Route, type RoutePattern } from './world/routes.ts';
export type { Sandbox, SandboxOptions } from './world/sandbox.ts';
export type { Result, Target } from './world/target.ts';
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
export type { WorldWorker } from './world/world-worker.ts';
