import type { Configuration } from '../configuration.ts';
import type { Resources } from '../host/resources.ts';
import type { ShutdownLimits, ShutdownPhases } from '../shutdown.ts';
import type { Front } from '../start/front.ts';
import { stopWorkers, type Workers } from './create-workers.ts';

/** Returns how a server shuts down, phase by phase. */
export function phasesOf(
  front: Front,
  resources: Resources,
  running: {
    readonly workers: Workers;
    readonly leaving: AbortController;
    readonly closing: AbortController;
  },
): ShutdownPhases {
  const { workers, leaving, closing } = running;
  return {
    announce: () => leaving.abort(),
    stopRequests(limitSeconds) {
      closing.abort();
      return front.http.close(limitSeconds);
    },
    stopTasks: () => stopWorkers(workers),
    async release() {
      await front.close();
      await resources.release();
    },
  };
}

/** Returns how long a server may take to shut down. */
export function shutdownLimits(configuration: Configuration): ShutdownLimits {
  const { shutdownDelaySeconds, shutdownSeconds } = configuration;
  return { delaySeconds: shutdownDelaySeconds, totalSeconds: shutdownSeconds };
}
