/**
 * What a simulating host needs beside the engine: accounts without signup, events on demand, route names, and the types
 * that clients see.
 */
export type {
  ApiKey,
  CreateJobRequest,
  CreditBalance,
  File,
  Job,
  OperationId,
  Submission,
  WebhookEvent,
} from '@firsthandapi/spec';
export { operations, QUOTA_NAMES, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
export { counted } from '@firsthandapi/spec/counted';
export { bodyReader, contentReader } from '../http/body-reader.ts';
export { toResponse } from '../http/messages.ts';
export { presentJob } from '../jobs/present-job.ts';
export { isPrecanned, openPrecanned } from '../precanned/precanned-content.ts';
export {
  isScenarioName,
  SCENARIO_KEY,
  type Scenario,
  type ScenarioName,
  scenarios,
} from '../scenarios/scenario.ts';
export type { JobPlan } from '../scenarios/scenario-of-job.ts';
export { scheduleSimulation } from '../simulation/schedule.ts';
export { adoptEndpointSecret } from '../webhooks/webhook-endpoint.ts';
export { viewCredits, viewFiles, viewJobs, viewKeys } from './account-view.ts';
export { type EventSource, emitOnDemand } from './emit-on-demand.ts';
export { adoptSecret, openAccount, type SimulatedAccount } from './open-account.ts';
