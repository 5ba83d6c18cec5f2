import type { NewPasskey, Passkeys } from '../ports.ts';

/** Believes that every signature is right which says so, and counts as authenticators do. */
export const FAKE_PASSKEYS: Passkeys = {
  creationOptions: async (request) => ({ ...request }),
  requestOptions: async (challenge) => ({ challenge }),
  async verifyMade({
    client_data,
    credential_id,
    transports = [],
  }): Promise<NewPasskey | undefined> {
    if (client_data !== 'right') return undefined;
    return { credential_id, public_key: 'key', counter: 0, transports };
  },
  async verifyUsed({ client_data, signature }, { counter }) {
    const next = Number(signature);
    return client_data === 'right' && next > counter ? next : undefined;
  },
};
