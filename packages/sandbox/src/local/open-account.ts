import type { Work } from '@firsthandapi/engine';
import { adoptSecret, openAccount } from '@firsthandapi/engine/host';
import type { WorldOptions } from '../world/world-options.ts';
import type { WorldAccount } from '../world/world-snapshot.ts';
import { GENEROUS_LIMITS } from './core-settings.ts';
import type { WorldHost } from './world-host.ts';
import { environmentOfKey } from './world-tag.ts';

/** A world's account and the keys to it. */
export interface OpenedAccount {
  readonly account: WorldAccount;
  readonly testKey: string;
  readonly liveKey: string;
}

const DEFAULT_CREDITS = 250;

/** Opens the account of a new world. A key that the caller chose replaces the generated one. */
export async function openWorldAccount(
  work: Work,
  options: WorldOptions,
  host: WorldHost,
): Promise<OpenedAccount> {
  const tier = options.tier ?? 'enterprise';
  const account = await openAccount(work, {
    name: 'Sandbox account',
    email: 'owner@sandbox.test',
    tier,
    custom_limits: tier === 'enterprise' ? GENEROUS_LIMITS : null,
    credits_cents: options.credits ?? DEFAULT_CREDITS,
  });
  for (const key of host.extraKeys) {
    await adoptSecret(work, { id: account.key_ids[environmentOfKey(key, 'apiKey')] }, key);
  }
  const { apiKey } = options;
  return {
    account: { organizationId: account.organization_id, keyIds: account.key_ids },
    testKey: apiKey?.startsWith('fh_test_') ? apiKey : account.test_key,
    liveKey: apiKey?.startsWith('fh_live_') ? apiKey : account.live_key,
  };
}
