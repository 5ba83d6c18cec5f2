import type { ServerTraces } from './server-traces.ts';

/** Where every copy of `@opentelemetry/api` keeps what an SDK has registered. */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');

/** Returns traces when the process has registered an OpenTelemetry SDK. Otherwise loads nothing and returns undefined. */
export async function loadTraces(
  database: 'sqlite' | 'postgresql',
): Promise<ServerTraces | undefined> {
  const registered = (globalThis as { [REGISTRY]?: { trace?: unknown } })[REGISTRY];
  if (registered?.trace === undefined) return undefined;
  const { OpenTelemetryTraces } = await import('./open-telemetry-traces.ts');
  return new OpenTelemetryTraces(database);
}
