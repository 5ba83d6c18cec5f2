import {
  ContentError,
  createEngine,
  type Engine,
  type EngineSettings,
  overrideQuotas,
  type Ports,
  type RequestLog,
  StepPacer,
} from '@firsthandapi/engine';
import { accountService } from '@firsthandapi/engine/account';
import { peopleService } from '@firsthandapi/engine/people';
import type { Metrics } from '../host/metrics.ts';
import { legalDocuments } from '../legal/worker-documents.ts';
import type { ServerTraces } from '../tracing/server-traces.ts';
import type { BuildContext } from './build-context.ts';

type RequestFields = Readonly<RequestLog> & Readonly<Record<string, unknown>>;

/** Returns what the configuration says to the engine. */
export function engineSettings(
  { configuration, metrics }: BuildContext,
  publicUrl: string,
): EngineSettings {
  return {
    filesUrl: `${publicUrl}/files`,
    origin: publicUrl,
    documents: legalDocuments(publicUrl),
    allowLoopbackWebhooks: configuration.allowPrivateWebhooks,
    maxBodyBytes: configuration.maxBodyBytes,
    boundedBodies: true,
    anonymousLimits: { per_minute: 60, per_hour: 600 },
    signupLimits: configuration.signupLimits,
    quotas: overrideQuotas(configuration.quotas),
    onDeliveryRefused: (reason) => metrics.noteRefusedDelivery(reason),
    simulate: true,
    deliveryJitter: Math.random,
    stepPacer: new StepPacer(),
  };
}

/** Returns the engine, with what it does counted, logged and traced. */
export function createObservedEngine(
  { metrics, log }: BuildContext,
  ports: Ports,
  settings: EngineSettings,
  traces: ServerTraces | undefined,
): Engine {
  return createEngine(ports, {
    ...settings,
    accounts: accountService,
    people: peopleService,
    onRequest(request) {
      traces?.describe(request);
      metrics.noteRequest(request);
      // Its fields as they are: a copy without the error, which is undefined in nearly all of them, costs more than the rest.
      if (request.error === undefined) return log.info('request', request as RequestFields);
      const { error, ...fields } = request;
      noteContentError(metrics, error);
      log.error('request', error, fields);
    },
    onTaskError: (error, task) => log.error('task', error, { kind: task.kind, id: task.id }),
  });
}

/** Counts an error of stored content. */
export function noteContentError(metrics: Metrics, error: unknown): void {
  if (error instanceof ContentError) metrics.noteFileError(error.problem);
}
