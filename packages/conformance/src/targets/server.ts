import type { DatabaseKind } from '@firsthandapi/server/testing';
import type { Target } from '../world/target.ts';
import {
  type Deployment,
  endDeployment,
  resetDatabase,
  startDeployment,
} from './served/deployment.ts';
import { openServerWorld } from './served/server-world.ts';
import type { SharedServices } from './served/shared-services.ts';

/**
 * The reference server over HTTP, in separate processes. It differs from production only in the clock, which scenarios
 * move, the payment provider, which they break, and the order of ids. With more than one process, requests and due tasks
 * go to each in turn.
 *
 * @param startShared Starts what the processes share beside the database. Default: nothing, and a folder for files.
 */
export function createServerTarget(
  name: string,
  kind: DatabaseKind,
  processes: number,
  startShared?: () => Promise<SharedServices>,
): Target {
  let deployment: Deployment | undefined;
  return {
    name,
    keepsLog: false,
    async open() {
      deployment = await startDeployment(kind, processes, startShared);
    },
    async world(options = {}) {
      if (deployment === undefined) throw new Error('The target is not open');
      await resetDatabase(deployment, kind);
      return openServerWorld(deployment, options);
    },
    async close() {
      if (deployment !== undefined) await endDeployment(deployment);
    },
  };
}
