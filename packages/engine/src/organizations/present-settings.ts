import type { Quota, Settings } from '@firsthandapi/spec';
import type { OrganizationRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';

export function presentSettings(organization: OrganizationRecord, quotas: Quota[]): Settings {
  return {
    object: 'settings',
    id: organization.id,
    name: organization.name,
    email: organization.email,
    billing_contact: organization.billing_contact,
    tier: organization.tier,
    default_type: organization.default_type,
    default_price_per_file_cents: organization.default_price_per_file_cents,
    low_balance_threshold_cents: organization.low_balance_threshold_cents,
    auto_topup_enabled: organization.auto_topup_enabled,
    auto_topup_threshold_cents: organization.auto_topup_threshold_cents,
    auto_topup_amount_cents: organization.auto_topup_amount_cents,
    quotas,
    created_at: timestamp(organization.created_at),
    updated_at: timestamp(organization.updated_at),
  };
}
