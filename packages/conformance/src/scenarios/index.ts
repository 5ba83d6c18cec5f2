import type { Scenario } from '../context/scenario.ts';
import { apiKeyScenarios } from './api-keys.ts';
import { authorizationScenarios } from './authorization.ts';
import { billingScenarios } from './billing.ts';
import { everyOperationScenarios } from './every-operation.ts';
import { idempotencyScenarios } from './idempotency.ts';
import { jobScenarios } from './jobs.ts';
import { organizationScenarios } from './organization.ts';
import { privacyScenarios } from './privacy.ts';
import { signupScenarios } from './signup.ts';
import { submissionScenarios } from './submissions.ts';
import { transportScenarios } from './transport.ts';
import { validationScenarios } from './validation.ts';
import { webhookScenarios } from './webhooks.ts';
import { leaseScenarios } from './worker-leases.ts';
import { payoutScenarios } from './worker-payouts.ts';
import { workerScenarios } from './workers.ts';

/** All scenarios, in order of execution. */
export const scenarios: readonly Scenario[] = [
  ...everyOperationScenarios,
  ...authorizationScenarios,
  ...validationScenarios,
  ...idempotencyScenarios,
  ...signupScenarios,
  ...jobScenarios,
  ...submissionScenarios,
  ...workerScenarios,
  ...leaseScenarios,
  ...payoutScenarios,
  ...apiKeyScenarios,
  ...webhookScenarios,
  ...billingScenarios,
  ...organizationScenarios,
  ...privacyScenarios,
  ...transportScenarios,
];
