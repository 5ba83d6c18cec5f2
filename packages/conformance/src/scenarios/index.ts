import type { Scenario } from '../context/scenario.ts';
import { apiKeyScenarios } from './api-keys.ts';
import { authorizationScenarios } from './authorization.ts';
import { creditScenarios } from './credits.ts';
import { everyOperationScenarios } from './every-operation.ts';
import { idempotencyScenarios } from './idempotency.ts';
import { jobLifecycleScenarios } from './job-lifecycle.ts';
import { jobScenarios } from './jobs.ts';
import { keyManagementScenarios } from './key-management.ts';
import { organizationScenarios } from './organization.ts';
import { privacyScenarios } from './privacy.ts';
import { purchaseScenarios } from './purchases.ts';
import { quotaScenarios } from './quotas.ts';
import { signupScenarios } from './signup.ts';
import { submissionScenarios } from './submissions.ts';
import { transportScenarios } from './transport.ts';
import { validationScenarios } from './validation.ts';
import { webhookDeliveryScenarios } from './webhook-deliveries.ts';
import { webhookEndpointScenarios } from './webhook-endpoints.ts';
import { leaseScenarios } from './workers/leases.ts';
import { payoutScenarios } from './workers/payouts.ts';
import { signInScenarios } from './workers/sign-in.ts';
import { workScenarios } from './workers/submissions.ts';

/** All scenarios, in order of execution. */
export const scenarios: readonly Scenario[] = [
  ...everyOperationScenarios,
  ...authorizationScenarios,
  ...validationScenarios,
  ...idempotencyScenarios,
  ...signupScenarios,
  ...jobLifecycleScenarios,
  ...jobScenarios,
  ...submissionScenarios,
  ...signInScenarios,
  ...workScenarios,
  ...leaseScenarios,
  ...payoutScenarios,
  ...apiKeyScenarios,
  ...keyManagementScenarios,
  ...webhookEndpointScenarios,
  ...webhookDeliveryScenarios,
  ...creditScenarios,
  ...purchaseScenarios,
  ...organizationScenarios,
  ...quotaScenarios,
  ...privacyScenarios,
  ...transportScenarios,
];
