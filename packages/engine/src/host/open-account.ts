import { SCOPES } from '@firsthandapi/spec';
import { grantLot } from '../credits/lots/grant-lot.ts';
import { issueApiKey } from '../keys/api-key.ts';
import { newOrganization } from '../organizations/new-organization.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import type { ApiKeyRecord, Environment, Tier } from '../store/records.ts';
import type { RequestLimits } from '../work/engine-settings.ts';
import type { Work } from '../work/work.ts';

/** An account to open. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly tier: Tier;
  /** Limits of an enterprise account; null on other tiers. */
  readonly custom_limits: RequestLimits | null;
  /** Initial credits in US cents; 0 for none. */
  readonly credits_cents: number;
}

/** An account with a key of each environment, each with all scopes. */
export interface SimulatedAccount {
  readonly organization_id: string;
  readonly test_key: string;
  readonly live_key: string;
  /** Ids of the keys' records. */
  readonly key_ids: { readonly [environment in Environment]: string };
}

/** Opens an account without a signup: the start of a simulated world. */
export async function openAccount(work: Work, account: NewAccount): Promise<SimulatedAccount> {
  const organization = {
    ...newOrganization(work, account.name, account.email),
    tier: account.tier,
    custom_limits: account.custom_limits,
  };
  await work.tables.organizations.insert(organization);
  await scheduleSweep(work, organization.id);
  const issue = (environment: Environment) =>
    issueApiKey(work, {
      organization_id: organization.id,
      environment,
      name: `Sandbox ${environment} key`,
      scopes: SCOPES,
      expires_at: null,
    });
  const test = await issue('test');
  const live = await issue('live');
  if (account.credits_cents > 0) {
    await grantLot(work, organization.id, {
      source: 'free_tier',
      amount_cents: account.credits_cents,
      description: 'Credits of a simulated account',
    });
  }
  return {
    organization_id: organization.id,
    test_key: test.secret,
    live_key: live.secret,
    key_ids: { test: test.record.id, live: live.record.id },
  };
}

/** Makes `secret` another secret of the key, as if it had been issued with it. */
export async function adoptSecret(
  { ports, tables }: Pick<Work, 'ports' | 'tables'>,
  key: Pick<ApiKeyRecord, 'id'>,
  secret: string,
): Promise<void> {
  const id = ports.keyring.hashKey(secret);
  if ((await tables.key_secrets.get(id)) !== undefined) return;
  await tables.key_secrets.insert({ id, key_id: key.id, expires_at: null });
}
