import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AccountApi } from '../api/account-api.ts';
import type { Environment, PublicApi } from '../api/public-api.ts';
import type { ProofPrompt } from '../proof/proof-prompt.ts';
import type { Session } from '../session/session.ts';

/** What screens work with. Composed once, in `main.tsx`. */
export interface Services {
  readonly api: PublicApi;
  readonly account: AccountApi;
  readonly session: Session;
  /** Asks for a fresh proof of who is there. */
  readonly proof: ProofPrompt;
  /** What every request is about; shown at all times. */
  readonly environment: Signal<Environment>;
  /** Where programs reach the API, for the snippets. */
  readonly apiUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const ServicesContext = createContext<Services | null>(null);

export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('No services are provided');
  return services;
}
