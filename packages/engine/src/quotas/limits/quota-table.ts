import type { QuotaName } from '@firsthandapi/spec';
import type { Tier } from '../../store/records.ts';

/** The limit of every quota; null for no limit. */
export type TierQuotas = { readonly [Name in QuotaName]: number | null };

/** The quotas of every tier. */
export type QuotaTable = { readonly [Name in Tier]: TierQuotas };

const MEBIBYTE = 1_048_576;
const GIBIBYTE = 1_024 * MEBIBYTE;

/** The quotas of each tier, per organization and environment (contract §2). */
export const quotaTable: QuotaTable = {
  free: {
    api_keys: 20,
    active_jobs: 100,
    open_files: 2_000,
    webhook_endpoints: 10,
    pending_deliveries: 2_000,
    unproven_deliveries_per_hour: 100,
    replays_per_hour: 60,
    exports_per_day: 5,
    stored_bytes: 256 * MEBIBYTE,
    spend_cents_per_day: 100_000,
  },
  standard: {
    api_keys: 100,
    active_jobs: 1_000,
    open_files: 20_000,
    webhook_endpoints: 100,
    pending_deliveries: 20_000,
    unproven_deliveries_per_hour: 1_000,
    replays_per_hour: 600,
    exports_per_day: 10,
    stored_bytes: 10 * GIBIBYTE,
    spend_cents_per_day: 1_000_000,
  },
  enterprise: {
    api_keys: 1_000,
    active_jobs: null,
    open_files: null,
    webhook_endpoints: 100,
    pending_deliveries: null,
    unproven_deliveries_per_hour: null,
    replays_per_hour: null,
    exports_per_day: 50,
    stored_bytes: null,
    spend_cents_per_day: null,
  },
};

/**
 * The largest limit of webhook endpoints, since every event reads all of them. A table may not exceed it, and no limit
 * means this one.
 */
export const MAX_ENDPOINTS = 1_000;

/** How to make room in each quota, for its error message. */
export const quotaAdvice: { readonly [Name in QuotaName]: string } = {
  api_keys: 'Delete keys that are no longer used; a revoked key counts until it is deleted',
  active_jobs: 'Wait for jobs to complete, or cancel some',
  open_files: 'Wait for test jobs to complete, cancel some, or ask for fewer files',
  webhook_endpoints: 'Delete endpoints that are no longer used',
  pending_deliveries: 'Wait for pending deliveries, or delete endpoints that do not respond',
  unproven_deliveries_per_hour: 'Respond to one delivery with a 2xx, and the endpoint is proven',
  replays_per_hour: 'Replay the remaining events later',
  exports_per_day: 'Use the latest export, or create one tomorrow',
  stored_bytes: 'Erase jobs that are no longer needed, or wait for their content to be deleted',
  spend_cents_per_day: 'Create the job tomorrow, or ask for fewer files',
};
