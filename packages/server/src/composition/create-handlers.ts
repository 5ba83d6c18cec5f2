import type { Engine, Ports } from '@firsthandapi/engine';
import { type AppFolders, appRoutes, appStylesheet, readApps } from '../apps/app-routes.ts';
import { type ExchangeOptions, exchange } from '../host/engine-exchange.ts';
import { createHandler, type RequestHandler } from '../host/http-server.ts';
import type { Routes } from '../host/route-table.ts';
import { metricsRoute, type ServiceDependencies, serviceRoutes } from '../host/service-routes.ts';
import type { Transact } from '../host/transact-in-time.ts';
import { documentRoutes } from '../legal/document-routes.ts';
import { mcpRoute } from '../mcp/mcp-route.ts';
import type { LocalPayments } from '../payments/local-payments.ts';
import type { StripePayments } from '../payments/stripe-payments.ts';
import { signupRoutes } from '../signup/signup-routes.ts';
import { opsHandler } from '../start/ops-handler.ts';
import type { ServerTraces } from '../tracing/server-traces.ts';
import type { BuildContext } from './build-context.ts';
import type { Gates } from './create-gates.ts';
import { noteContentError } from './create-observed-engine.ts';
import { paymentRoutes } from './open-payments.ts';

/** What the routes of a server lead to. */
export interface ServedParts {
  readonly engine: Engine;
  /** Where downloads begin. */
  readonly filesUrl: string;
  readonly ports: Ports;
  /** Runs domain code of the server's own routes. */
  readonly transact: Transact;
  readonly gates: Gates;
  readonly payments: LocalPayments | StripePayments;
  readonly service: ServiceDependencies;
  /** Web apps that were built elsewhere. */
  readonly apps: AppFolders | undefined;
  readonly traces: ServerTraces | undefined;
  /** Aborted when the server stops accepting work. */
  readonly closing: AbortSignal;
}

export interface Handlers {
  /** Responds to one request, whichever HTTP server received it. */
  readonly handle: RequestHandler;
  /** Responds to one request of an operator. */
  readonly handleOps: RequestHandler;
}

/** Returns what responds to requests: the server's own routes, and the engine for everything else. */
export async function createHandlers(context: BuildContext, parts: ServedParts): Promise<Handlers> {
  const { service, traces } = parts;
  const options = exchangeOptions(context, parts);
  const own = serviceRoutes(service);
  const metrics = metricsRoute(service);
  const routes = {
    ...(await pageRoutes(parts)),
    ...own,
    ...partyRoutes(context, parts),
    // With a listener for operators, the public one serves no metrics.
    ...(context.configuration.ops === undefined && metrics),
    ...(context.configuration.mcp &&
      mcpRoute({ ...options, publicUrl: service.publicUrl, traces })),
  };
  return {
    handle: createHandler(routes, (request, response) => {
      const respond = () => exchange(options, request, response);
      return traces?.request(request, respond) ?? respond();
    }),
    handleOps: opsHandler({ ...own, ...metrics }),
  };
}

/** The web apps, and the documents that they link to. */
async function pageRoutes({ apps: folders }: ServedParts): Promise<Routes> {
  const apps = await readApps(folders);
  return { ...appRoutes(apps), ...documentRoutes(appStylesheet(apps, 'worker')) };
}

/** Routes of those who are not callers of the API yet, and of the payment provider. */
function partyRoutes(
  { metrics, onError }: BuildContext,
  { ports, transact, gates, payments }: ServedParts,
): Routes {
  const now = () => ports.clock.now();
  return {
    ...signupRoutes({ gate: gates.signup, now, transact }),
    ...gates.signIn.routes(now),
    ...paymentRoutes(payments, transact, {
      onReport: (outcome) => metrics.notePayment(outcome),
      onError,
    }),
  };
}

function exchangeOptions(
  { configuration, metrics, log }: BuildContext,
  { engine, filesUrl, ports, closing }: ServedParts,
): ExchangeOptions {
  return {
    engine,
    filesUrl,
    trustProxy: configuration.trustProxy,
    answerWithinMs: configuration.answerWithinMs,
    storeWithin: (limit) => ports.store.within?.(limit),
    closing,
    onContentError(error) {
      noteContentError(metrics, error);
      log.error('download', error);
    },
  };
}
