import { effect, signal } from '@preact/signals';
import { createAccountApi } from '../api/account-api.ts';
import { createPublicApi, type Environment } from '../api/public-api.ts';
import { ProofPrompt } from '../proof/proof-prompt.ts';
import type { Services } from '../services/services.ts';
import { Session } from '../session/session.ts';

const ENVIRONMENT = 'environment';

/** Opens what every screen works with. */
export function openServices(): Services {
  const environment = signal<Environment>(
    localStorage.getItem(ENVIRONMENT) === 'live' ? 'live' : 'test',
  );
  effect(() => localStorage.setItem(ENVIRONMENT, environment.value));
  const proof = new ProofPrompt();
  const prove = () => proof.ask();
  const account = createAccountApi(prove);
  const session = new Session(account);
  void session.open();
  return {
    api: createPublicApi(() => environment.value, prove),
    account,
    session,
    proof,
    environment,
    apiUrl: location.origin,
    now: Date.now,
  };
}
