import type {
  CreditLotRecord,
  JobRecord,
  LedgerEntryRecord,
  OrganizationRecord,
  TaskRecord,
  UsageRecord,
} from '@firsthandapi/engine';
import { jobRecord, organizationRecord, usageRecord } from '@firsthandapi/engine/testing';

/** The instant that tests share. */
export const NOW = Date.parse('2026-01-01T00:00:00Z');

let count = 0;

/** Returns an id in the engine's format, greater than all previous ones. */
export function nextId(prefix: string): string {
  count += 1;
  return `${prefix}_${String(count).padStart(26, '0')}`;
}

export function organization(fields: Partial<OrganizationRecord> = {}): OrganizationRecord {
  const id = nextId('org');
  const email = `${id}@acme.example`;
  return organizationRecord({ id, email, created_at: NOW, updated_at: NOW, ...fields });
}

export function job(organization_id: string, fields: Partial<JobRecord> = {}): JobRecord {
  return jobRecord({
    id: nextId('job'),
    organization_id,
    environment: 'live',
    files_needed: 10,
    location: { lat: 52.5, lng: 13.4, radius_km: 10 },
    metadata: { zebra: '1', apple: '2' },
    created_at: NOW,
    updated_at: NOW,
    ...fields,
  });
}

export function lot(
  organization_id: string,
  fields: Partial<CreditLotRecord> = {},
): CreditLotRecord {
  return {
    id: nextId('crlt'),
    organization_id,
    status: 'open',
    source: 'purchase',
    amount_cents: 1_000,
    remaining_cents: 1_000,
    expires_at: NOW + 1,
    warned_at: null,
    created_at: NOW,
    ...fields,
  };
}

export function ledgerEntry(
  organization_id: string,
  account: LedgerEntryRecord['account'],
  amount_cents: number,
): LedgerEntryRecord {
  return {
    id: nextId('led'),
    organization_id,
    movement_id: nextId('mov'),
    account,
    amount_cents,
    job_id: null,
    created_at: NOW,
  };
}

export function task(subject: string, due_at = NOW): Omit<TaskRecord, 'sequence'> {
  return { id: `task:${subject}`, due_at, kind: 'test', subject, data: { attempt: 1 } };
}

export function usage(organization_id: string, fields: Partial<UsageRecord> = {}): UsageRecord {
  return usageRecord({
    id: nextId('req'),
    organization_id,
    environment: 'live',
    duration_ms: 1.5,
    created_at: NOW,
    ...fields,
  });
}
