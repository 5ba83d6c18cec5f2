import type {
  CreditLotRecord,
  JobRecord,
  LedgerEntryRecord,
  OrganizationRecord,
  TaskRecord,
  UsageRecord,
} from '@firsthandapi/engine';

/** A moment that tests share. */
export const NOW = Date.parse('2026-01-01T00:00:00Z');

let count = 0;

/** An id of the form that the engine makes, greater than those before. */
export function nextId(prefix: string): string {
  count += 1;
  return `${prefix}_${String(count).padStart(26, '0')}`;
}

export function organization(parts: Partial<OrganizationRecord> = {}): OrganizationRecord {
  const id = nextId('org');
  return {
    id,
    name: 'Acme Vision',
    email: `${id}@acme.example`,
    billing_contact: null,
    tier: 'free',
    custom_limits: null,
    default_type: null,
    default_price_per_file_cents: null,
    low_balance_threshold_cents: null,
    auto_topup_enabled: false,
    auto_topup_threshold_cents: null,
    auto_topup_amount_cents: null,
    created_at: NOW,
    updated_at: NOW,
    erased_at: null,
    ...parts,
  };
}

export function job(organization_id: string, parts: Partial<JobRecord> = {}): JobRecord {
  return {
    id: nextId('job'),
    organization_id,
    environment: 'live',
    api_key_id: 'key_00000000000000000000000000',
    status: 'open',
    type: 'data_collection',
    title: null,
    description: 'Fifty photos of coffee cups',
    files_needed: 10,
    files_per_submission: 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
    min_star_rating: 3,
    scoring_criteria: null,
    worker_guidelines: null,
    min_width: null,
    min_height: null,
    location: { lat: 52.5, lng: 13.4, radius_km: 10 },
    deadline: null,
    max_workers: null,
    metadata: { zebra: '1', apple: '2' },
    context: null,
    files_approved: 0,
    files_pending: 0,
    workers_accepted: 0,
    rating: null,
    rating_comment: null,
    flag_reason: null,
    created_at: NOW,
    updated_at: NOW,
    completed_at: null,
    cancelled_at: null,
    purged_at: null,
    ...parts,
  };
}

export function lot(
  organization_id: string,
  parts: Partial<CreditLotRecord> = {},
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
    ...parts,
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

export function usage(organization_id: string, parts: Partial<UsageRecord> = {}): UsageRecord {
  return {
    id: nextId('req'),
    organization_id,
    environment: 'live',
    operation: 'getJob',
    api_key_id: 'key_00000000000000000000000000',
    status: 200,
    duration_ms: 1.5,
    credits_cents: 0,
    client: 'somebody',
    created_at: NOW,
    ...parts,
  };
}
