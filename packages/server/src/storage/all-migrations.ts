import { organizationsAndKeys } from './migrations/0001-0010/0001-organizations-and-keys.ts';
import { jobsAndSubmissions } from './migrations/0001-0010/0002-jobs-and-submissions.ts';
import { webhooks } from './migrations/0001-0010/0003-webhooks.ts';
import { credits } from './migrations/0001-0010/0004-credits.ts';
import { governance } from './migrations/0001-0010/0005-governance.ts';
import { tasksAndRateWindows } from './migrations/0001-0010/0006-tasks-and-rate-windows.ts';
import { failingEndpoints } from './migrations/0001-0010/0007-failing-endpoints.ts';
import { idempotencyState } from './migrations/0001-0010/0008-idempotency-state.ts';
import { purgeJobTexts } from './migrations/0001-0010/0009-purge-job-texts.ts';
import { keyringFingerprints } from './migrations/0001-0010/0010-keyring-fingerprints.ts';
import { creditReversals } from './migrations/0011-0020/0011-credit-reversals.ts';
import { clockAndHeartbeats } from './migrations/0011-0020/0012-clock-and-heartbeats.ts';
import { summaries } from './migrations/0011-0020/0013-summaries.ts';
import { firstKeys } from './migrations/0011-0020/0014-first-keys.ts';
import { quotas } from './migrations/0011-0020/0015-quotas.ts';
import { dailySecrets } from './migrations/0011-0020/0016-daily-secrets.ts';
import { signups } from './migrations/0011-0020/0017-signups.ts';
import { deliveriesOnTheirRows } from './migrations/0011-0020/0018-deliveries-on-their-rows.ts';
import { dataKeys } from './migrations/0011-0020/0019-data-keys.ts';
import { appendOnlyLogs } from './migrations/0011-0020/0020-append-only-logs.ts';
import { workersOfJobs } from './migrations/0021-0030/0021-workers-of-jobs.ts';
import { traces } from './migrations/0021-0030/0022-traces.ts';
import { assessments } from './migrations/0021-0030/0023-assessments.ts';
import { leases } from './migrations/0021-0030/0024-leases.ts';
import { submissionAttempts } from './migrations/0021-0030/0025-submission-attempts.ts';
import { ledgerStatements } from './migrations/0021-0030/0026-ledger-statements.ts';
import { workerLedger } from './migrations/0021-0030/0027-worker-ledger.ts';
import { eventPositions } from './migrations/0021-0030/0028-event-positions.ts';
import { eligibility } from './migrations/0021-0030/0029-eligibility.ts';
import { people } from './migrations/0021-0030/0030-people.ts';
import { uploadParts } from './migrations/0031-upload-parts.ts';
import { guardsAgainstTruncation } from './migrations/0032-guards-against-truncation.ts';
import { kindsOfKeys } from './migrations/0033-kinds-of-keys.ts';
import { contentMarks } from './migrations/0034-content-marks.ts';
import { passkeys } from './migrations/0035-passkeys.ts';
import { members } from './migrations/0036-members.ts';
import { passkeysOfMembers } from './migrations/0037-passkeys-of-members.ts';
import { orderOfMails } from './migrations/0038-order-of-mails.ts';
import { proofs } from './migrations/0039-proofs.ts';
import { likenesses } from './migrations/0040-likenesses.ts';
import { authenticators } from './migrations/0041-authenticators.ts';
import type { Migration } from './migrations/migration.ts';

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
  appendOnlyLogs,
  workersOfJobs,
  traces,
  assessments,
  leases,
  submissionAttempts,
  ledgerStatements,
  workerLedger,
  eventPositions,
  eligibility,
  people,
  uploadParts,
  guardsAgainstTruncation,
  kindsOfKeys,
  contentMarks,
  passkeys,
  members,
  passkeysOfMembers,
  orderOfMails,
  proofs,
  likenesses,
  authenticators,
];
