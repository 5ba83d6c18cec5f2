import { organizationsAndKeys } from './0001-organizations-and-keys.ts';
import { jobsAndSubmissions } from './0002-jobs-and-submissions.ts';
import { webhooks } from './0003-webhooks.ts';
import { credits } from './0004-credits.ts';
import { governance } from './0005-governance.ts';
import { tasksAndRateWindows } from './0006-tasks-and-rate-windows.ts';
import { failingEndpoints } from './0007-failing-endpoints.ts';
import { idempotencyState } from './0008-idempotency-state.ts';
import { purgeJobTexts } from './0009-purge-job-texts.ts';
import { keyringFingerprints } from './0010-keyring-fingerprints.ts';
import { creditReversals } from './0011-credit-reversals.ts';
import { clockAndHeartbeats } from './0012-clock-and-heartbeats.ts';
import { summaries } from './0013-summaries.ts';
import { firstKeys } from './0014-first-keys.ts';
import { quotas } from './0015-quotas.ts';
import { dailySecrets } from './0016-daily-secrets.ts';
import { signups } from './0017-signups.ts';
import { deliveriesOnTheirRows } from './0018-deliveries-on-their-rows.ts';
import { dataKeys } from './0019-data-keys.ts';
import type { Migration } from './migration.ts';

/** All migrations in order, from an empty database to the current schema. */
export const migrations: readonly Migration[] = [
  organizationsAndKeys,
  jobsAndSubmissions,
  webhooks,
  credits,
  governance,
  tasksAndRateWindows,
  failingEndpoints,
  idempotencyState,
  purgeJobTexts,
  keyringFingerprints,
  creditReversals,
  clockAndHeartbeats,
  summaries,
  firstKeys,
  quotas,
  dailySecrets,
  signups,
  deliveriesOnTheirRows,
  dataKeys,
];
