import { keptUntil } from '../retention/period.ts';
import { AUDIT_PERIOD, BILLING_PERIOD } from '../retention/rules.ts';
import type { ErasureRecord, JobRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

type Retained = ErasureRecord['retained'];

const BILLING_REASON =
  'Tax law requires payment records to be kept for 7 years; they hold amounts, times and ids.';

/** Returns what erasing a job retains, why, and until when (contract §8). */
export function retainedOfJob(job: JobRecord, now: Instant): Retained {
  const lastChargeAt = job.completed_at ?? job.cancelled_at ?? now;
  const billing = {
    category: 'billing',
    reason: BILLING_REASON,
    until: keptUntil(lastChargeAt, BILLING_PERIOD),
  };
  const auditLog = {
    category: 'audit_log',
    reason: 'The record of who did what; of a job it holds the id and no content.',
    until: keptUntil(now, AUDIT_PERIOD),
  };
  const wasCharged = job.environment === 'live' && job.files_approved > 0;
  return wasCharged ? [billing, auditLog] : [auditLog];
}

/** Returns what erasing a worker retains: what they earned, under an id that leads to nobody. */
export function retainedOfWorker(now: Instant): Retained {
  return [
    {
      category: 'earnings',
      reason: 'Tax law requires payments to be kept for 7 years; they hold amounts, times and ids.',
      until: keptUntil(now, BILLING_PERIOD),
    },
    {
      category: 'erasures',
      reason: 'Proof that the erasure was carried out; it holds ids and counts only.',
      until: keptUntil(now, AUDIT_PERIOD),
    },
  ];
}

/** Returns what erasing an organization retains. The test environment has no billing. */
export function retainedOfOrganization(environment: string, now: Instant): Retained {
  const billing = {
    category: 'billing',
    reason: BILLING_REASON,
    until: keptUntil(now, BILLING_PERIOD),
  };
  const proof = {
    category: 'erasures',
    reason: 'Proof that the erasure was carried out; it holds ids and counts only.',
    until: keptUntil(now, AUDIT_PERIOD),
  };
  return environment === 'live' ? [billing, proof] : [proof];
}
