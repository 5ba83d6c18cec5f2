import { invitationLink, inviteOwner } from '@firsthandapi/engine/account';
import type { Configuration } from '../configuration.ts';
import { UlidIds } from '../host/ulid-ids.ts';
import { openOwnKeyring } from '../keyring/open-keyring.ts';
import { withStore } from '../operator/with-store.ts';

/**
 * Invites an owner of an organization whose owners can no longer sign in. Returns the link, which works once, for 7 days; an
 * earlier one ends.
 *
 * @throws Error when the keyring is not the database's, or the organization is unknown or erased
 */
export function inviteOwnerOf(
  configuration: Configuration,
  organizationId: string,
): Promise<string> {
  return withStore(configuration, async (store) => {
    const { keyring } = await openOwnKeyring(configuration, store);
    const ports = { ids: new UlidIds(), keyring };
    const token = await store.transact((tables) =>
      inviteOwner({ ports, tables, now: Date.now() }, organizationId),
    );
    return invitationLink(configuration.publicUrl ?? '', token);
  });
}
