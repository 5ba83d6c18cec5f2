import type {
  ApiKeyRecord,
  DeliveryRecord,
  EventRecord,
  JobRecord,
  OrganizationRecord,
  SubmissionRecord,
  UsageRecord,
  WebhookEndpointRecord,
} from '../store/records.ts';

const OWNER = { organization_id: 'org_1', environment: 'test' } as const;

export function organizationRecord(fields: Partial<OrganizationRecord> = {}): OrganizationRecord {
  return {
    id: 'org_1',
    name: 'Acme Vision',
    email: 'dev@acme.example',
    mailbox: null,
    email_confirmation: null,
    billing_contact: null,
    tier: 'free',
    custom_limits: null,
    default_type: null,
    default_price_per_file_cents: null,
    low_balance_threshold_cents: null,
    auto_topup_enabled: false,
    auto_topup_threshold_cents: null,
    auto_topup_amount_cents: null,
    created_at: 0,
    updated_at: 0,
    erased_at: null,
    ...fields,
  };
}

export function keyRecord(fields: Partial<ApiKeyRecord> = {}): ApiKeyRecord {
  return {
    id: 'key_1',
    ...OWNER,
    kind: 'key',
    member_id: null,
    proven_at: null,
    name: 'Test',
    scopes: ['jobs:read'],
    prefix: 'fh_test_sk_abc',
    last_four: 'wxyz',
    created_at: 0,
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
    ...fields,
  };
}

export function jobRecord(fields: Partial<JobRecord> = {}): JobRecord {
  return {
    id: 'job_1',
    ...OWNER,
    api_key_id: 'key_1',
    status: 'open',
    type: 'data_collection',
    title: null,
    description: 'Photos of shop fronts.',
    files_needed: 3,
    files_per_submission: 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
    min_star_rating: 3,
    scoring_criteria: null,
    worker_guidelines: null,
    min_width: null,
    min_height: null,
    location: null,
    deadline: null,
    max_workers: null,
    lease_seconds: 1_800,
    metadata: {},
    context: null,
    files_approved: 0,
    files_pending: 0,
    is_settling: false,
    offered: null,
    workers_accepted: 0,
    rating: null,
    rating_comment: null,
    flag_reason: null,
    stored_bytes: 0,
    created_at: 0,
    updated_at: 0,
    completed_at: null,
    cancelled_at: null,
    purged_at: null,
    ...fields,
  };
}

export function submissionRecord(fields: Partial<SubmissionRecord> = {}): SubmissionRecord {
  return {
    id: 'sub_1',
    ...OWNER,
    job_id: 'job_1',
    assignment_id: 'job_1:wkr_1',
    worker_id: 'wkr_1',
    status: 'pending_score',
    attempt: 1,
    ai_star_rating: null,
    ai_dimensions: null,
    ai_reasoning: null,
    rejection_code: null,
    content_key: 'content_1',
    preview: null,
    content_type: 'image/jpeg',
    size_bytes: 4,
    width: 1_024,
    height: 768,
    duration_seconds: null,
    content_hash: 'a'.repeat(64),
    content_mark: null,
    captured_at: null,
    position: null,
    submitted_at: 0,
    scored_at: null,
    purged_at: null,
    ...fields,
  };
}

export function usageRecord(fields: Partial<UsageRecord> = {}): UsageRecord {
  return {
    id: 'req_1',
    ...OWNER,
    operation: 'getJob',
    api_key_id: 'key_1',
    status: 200,
    duration_ms: 5,
    credits_cents: 0,
    client: 'unknown',
    created_at: 0,
    ...fields,
  };
}

export function endpointRecord(fields: Partial<WebhookEndpointRecord> = {}): WebhookEndpointRecord {
  return {
    id: 'whe_1',
    ...OWNER,
    url: 'https://example.com/hook',
    events: ['job.cancelled'],
    description: null,
    enabled: true,
    failing_since: null,
    proven_at: null,
    secrets: [],
    created_at: 0,
    updated_at: 0,
    ...fields,
  };
}

export function eventRecord(fields: Partial<EventRecord> = {}): EventRecord {
  return {
    id: 'evt_1',
    ...OWNER,
    type: 'job.cancelled',
    job_id: null,
    body: '{}',
    status: 'pending',
    created_at: 0,
    ...fields,
  };
}

export function deliveryRecord(fields: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return {
    id: 'whd_1',
    ...OWNER,
    event_id: 'evt_1',
    endpoint_id: 'whe_1',
    status: 'pending',
    attempts: 0,
    last_status_code: null,
    traceparent: null,
    next_attempt_at: 0,
    failure_reason: null,
    created_at: 0,
    ...fields,
  };
}
