import type { ReadCache } from '@firsthandapi/ui';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WorkerApi } from '../api/worker-api.ts';
import type { CheckFile } from '../checks/check-file.ts';
import type { Camera } from '../devices/camera.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Sender } from '../outbox/sender.ts';
import type { ProofOfWork } from '../session/proof-of-work.ts';
import type { Session } from '../session/session.ts';

/** What screens work with. Composed once, in `main.tsx`. */
export interface Services {
  readonly api: WorkerApi;
  readonly session: Session;
  readonly proofs: ProofOfWork;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly cache: ReadCache;
  readonly camera: Camera;
  readonly checkFile: CheckFile;
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
