/**
 * FirstHandAPI in your test suite: the real rules on a clock you control.
 *
 * @module
 */
export type { Duration, Moment } from './clock/duration.ts';
export type { AwaitedStatus, ClockMode, WorldClock } from './clock/world-clock.ts';
export {
  type ConnectOptions,
  connectSandbox,
  type RemoteSandbox,
} from './connect/connect-sandbox.ts';
export { createSandbox } from './create-sandbox.ts';
export type { Fault, FaultState, FaultType } from './faults/fault.ts';
export type { NetworkFailure } from './http/exchange.ts';
export { DOWNLOAD_ROUTE, ROUTES, type Route, type RoutePattern } from './http/routes.ts';
export type {
  DeliveryEntry,
  LogEntry,
  RequestEntry,
  StateChanges,
  TableChanges,
} from './log/log-entry.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
export type { FetchHandler, HttpFetch, WebhookTarget } from './webhooks/target.ts';
export type { WebhookMode } from './webhooks/webhook-modes.ts';
export type {
  DeliverToOptions,
  DeliveryEndpoint,
  EmitSource,
  WorldWebhooks,
} from './webhooks/world-webhooks.ts';
export {
  describeScenario,
  type Magic,
  magic,
  type ScenarioMetadata,
  type ScenarioName,
} from './worker/magic.ts';
export type { WorkScript } from './worker/plan-book.ts';
export type { WorkPlan } from './worker/work-plan.ts';
export type { WorldWorker } from './worker/world-worker.ts';
export type { Fixtures, JobFixture } from './world/fixtures.ts';
export type { Result, Target } from './world/target.ts';
export type { World, WorldFaults } from './world/world.ts';
export type { WorldOptions } from './world/world-options.ts';
export type { WorldAccount, WorldSnapshot } from './world/world-snapshot.ts';
