import type { Configuration } from '../configuration.ts';
import { silentLog } from '../host/json-log.ts';
import type { Resources } from '../host/resources.ts';
import type { Front } from '../start/front.ts';
import type { BuildContext } from './build-context.ts';
import type { ServerOverrides } from './composed-server.ts';

/** Returns what every part of a server is built with. */
export function createContext(
  configuration: Configuration,
  { log = silentLog }: ServerOverrides,
  { resources, front: { metrics } }: { readonly resources: Resources; readonly front: Front },
): BuildContext {
  resources.add(() => log.flush());
  const onError = (error: unknown) => log.error('background', error);
  return { configuration, resources, metrics, log, onError };
}
