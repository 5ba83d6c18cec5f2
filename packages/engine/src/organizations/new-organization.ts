import type { OrganizationRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** What an organization has until it buys credits or changes its settings. */
const FIRST_SETTINGS = {
  tier: 'free',
  custom_limits: null,
  default_type: null,
  default_price_per_file_cents: null,
  low_balance_threshold_cents: null,
  auto_topup_enabled: false,
  auto_topup_threshold_cents: null,
  auto_topup_amount_cents: null,
} as const;

/** Returns a new organization: free tier, no defaults. */
export function newOrganization(work: Work, name: string, email: string): OrganizationRecord {
  return {
    id: work.ports.ids.next('org', work.now),
    name,
    email,
    mailbox: null,
    email_confirmation: null,
    billing_contact: null,
    ...FIRST_SETTINGS,
    created_at: work.now,
    updated_at: work.now,
    erased_at: null,
  };
}
