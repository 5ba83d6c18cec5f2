import { effect, signal } from '@preact/signals';
import { createPublicApi, type Environment } from '../api/public-api.ts';
import type { Services } from '../services/services.ts';
import { createAccount } from '../session/account.ts';
import { Session } from '../session/session.ts';

const ENVIRONMENT = 'environment';

/** Opens what every screen works with. */
export function openServices(): Services {
  const environment = signal<Environment>(
    localStorage.getItem(ENVIRONMENT) === 'live' ? 'live' : 'test',
  );
  effect(() => localStorage.setItem(ENVIRONMENT, environment.value));
  const session = new Session(createAccount());
  void session.open();
  return {
    api: createPublicApi(() => environment.value),
    session,
    environment,
    apiUrl: location.origin,
    now: Date.now,
  };
}
