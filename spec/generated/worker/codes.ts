// Generated from worker.yaml by generate.ts; do not edit.

/** Every scope that an operation of workers may need. */
export const WORKER_SCOPES = [
  'account',
  'work',
] as const;

export type WorkerScope = (typeof WORKER_SCOPES)[number];

/** Every reason why a worker cannot accept a job. */
export const INELIGIBILITY_REASONS = [
  'suspended',
  'taken_part',
  'concurrent_limit',
  'too_far',
  'full',
  'ended',
] as const;

export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

/** Every reason why a file is rejected. */
export const REJECTION_CODES = [
  'too_small',
  'undecodable',
  'wrong_format',
  'duplicate',
  'blank',
  'silent',
  'unusable',
  'below_threshold',
  'retry_expired',
] as const;

export type RejectionCode = (typeof REJECTION_CODES)[number];

/** Every document that a worker agrees to. */
export const CONSENT_DOCUMENTS = [
  'terms',
  'privacy',
] as const;

export type ConsentDocument = (typeof CONSENT_DOCUMENTS)[number];
