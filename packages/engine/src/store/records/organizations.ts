import type { JobType } from './jobs.ts';

export type Tier = 'free' | 'standard' | 'enterprise';

export interface OrganizationRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Keyed hash of the mailbox that signed up, so that free credits are granted once to it; null for accounts without a signup. */
  readonly mailbox: string | null;
  /** Whether free credits wait for a confirmation of the address, which is to be mailed or was; null when they do not. */
  readonly email_confirmation: 'wanted' | 'sent' | 'confirmed' | null;
  readonly billing_contact: { readonly name: string; readonly email: string } | null;
  readonly tier: Tier;
  /** Requests per minute and hour for an enterprise organization's keys and routes; null on other tiers. */
  readonly custom_limits: { readonly per_minute: number; readonly per_hour: number } | null;
  readonly default_type: JobType | null;
  readonly default_price_per_file_cents: number | null;
  readonly low_balance_threshold_cents: number | null;
  readonly auto_topup_enabled: boolean;
  readonly auto_topup_threshold_cents: number | null;
  readonly auto_topup_amount_cents: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly erased_at: number | null;
}

/** What a member may do (contract §11). */
export type MemberRole = 'owner' | 'developer' | 'finance' | 'reviewer' | 'auditor';

/** Someone who acts for an organization, or is invited to. */
export interface MemberRecord {
  readonly id: string;
  readonly organization_id: string;
  /** In lower case; null until they have an address. */
  readonly email: string | null;
  readonly role: MemberRole;
  readonly created_at: number;
  /** When the last invitation was sent; null for who signed up. */
  readonly invited_at: number | null;
  /** When they accepted, or signed up; null until then. */
  readonly joined_at: number | null;
}
