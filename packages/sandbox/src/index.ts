/**
 * FirstHandAPI in your test suite: the real rules on a clock you control.
 *
 * @module
 */
export type { Duration, Moment } from './clock/duration.ts';
export type { AwaitedStatus, ClockMode, WorldClock } from './clock/world-clock.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';
export type { Fault, FaultState, FaultType } from './faults/fault.ts';
export type { NetworkFailure } from './http/exchange.ts';
export { ROUTES, type Route, type RoutePattern } from './http/routes.ts';
export type { DeliveryEntry, LogEntry, RequestEntry } from './log/log-entry.ts';
export type { FetchHandler, HttpFetch, WebhookTarget } from './webhooks/target.ts';
export type { WebhookMode } from './webhooks/webhook-modes.ts';
export type {
  DeliverToOptions,
  DeliveryEndpoint,
  WorldWebhooks,
} from './webhooks/world-webhooks.ts';
export type { Result, Target } from './world/target.ts';
export type { World, WorldFaults } from './world/world.ts';
export type { WorldOptions } from './world/world-options.ts';
export type { WorldAccount, WorldSnapshot } from './world/world-snapshot.ts';
