import type { ComposedServer, ServerOverrides } from './composition/composed-server.ts';
import { createContext } from './composition/create-context.ts';
import { createGates } from './composition/create-gates.ts';
import { createHandlers } from './composition/create-handlers.ts';
import { createObservedEngine, engineSettings } from './composition/create-observed-engine.ts';
import { createReadiness } from './composition/create-readiness.ts';
import { createWorkers } from './composition/create-workers.ts';
import { openFoundation } from './composition/open-foundation.ts';
import { openPorts } from './composition/open-ports.ts';
import { openVerifier } from './composition/open-verifier.ts';
import { phasesOf, shutdownLimits } from './composition/shutdown-phases.ts';
import type { Configuration } from './configuration.ts';
import { silentLog } from './host/json-log.ts';
import { Resources } from './host/resources.ts';
import { transactInTime } from './host/transact-in-time.ts';
import { shutDown } from './shutdown.ts';
import { Front } from './start/front.ts';

/**
 * Builds the server that a configuration describes.
 *
 * Without a public URL in the configuration it listens, since the port is part of that URL.
 *
 * @param front Its listeners, which stay open when it throws. Default: its own.
 * @throws Error when the data folder is in use or the database cannot be opened
 */
export async function composeServer(
  configuration: Configuration,
  overrides: ServerOverrides = {},
  front?: Front,
): Promise<ComposedServer> {
  const resources = new Resources();
  const ownFront = front ?? new Front(configuration, overrides.log ?? silentLog);
  try {
    return await compose(configuration, overrides, { resources, front: ownFront });
  } catch (error) {
    if (front === undefined) await ownFront.close();
    await resources.release();
    throw error;
  }
}

async function compose(
  configuration: Configuration,
  overrides: ServerOverrides,
  { resources, front }: { readonly resources: Resources; readonly front: Front },
): Promise<ComposedServer> {
  const context = createContext(configuration, overrides, { resources, front });
  const foundation = await openFoundation(context, overrides.store);
  const { store, keyring, clock, redis, traces } = foundation;
  const publicUrl = await front.publicUrl();
  const { ports: ownPorts, ...opened } = await openPorts(context, foundation, publicUrl);
  const ports = overrides.replacePorts?.(ownPorts) ?? ownPorts;
  const gates = createGates(context, ports, keyring);
  const settings = {
    ...engineSettings(context, publicUrl),
    ...gates.settings,
    ...overrides.settings,
  };
  const engine = createObservedEngine(context, ports, settings, traces);
  const workers = createWorkers(context, engine, ports, store);
  const leaving = new AbortController();
  const closing = new AbortController();
  const readiness = createReadiness(context, foundation, opened.bucketHealth, leaving.signal);
  const verifier = openVerifier(context, ports, { store, files: opened.files, keyring });
  const moreGauges = () => [...verifier.gauges(), ...redis.gauges()];
  const transact = transactInTime(ports, settings, configuration.answerWithinMs);
  const handlers = await createHandlers(context, {
    engine,
    filesUrl: settings.filesUrl,
    ports,
    transact,
    gates,
    payments: opened.payments,
    service: { ...context, store, publicUrl, readiness, clock, moreGauges },
    apps: overrides.apps,
    traces,
    closing: closing.signal,
  });
  const phases = phasesOf(front, resources, { workers, leaving, closing });
  return {
    publicUrl,
    engine,
    signupToken: gates.signup.ownToken,
    ports,
    store,
    transact,
    ...handlers,
    workers,
    verifier,
    close: () => shutDown(shutdownLimits(configuration), phases),
    release: () => resources.release(),
  };
}
