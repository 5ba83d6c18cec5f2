import {
  context,
  diag,
  propagation,
  type Span,
  SpanStatusCode,
  type TextMapPropagator,
  type TracerProvider as TracerProviderLike,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, test } from 'vitest';
import { type OpenTelemetryOptions, openTelemetry } from '../src/opentelemetry.ts';
import {
  breakConnection,
  clientOf,
  errorBody,
  JOB_BODY,
  startServer,
  TEST_KEY,
} from './scripted-server.ts';

/** Registers an SDK that keeps what it records. */
function registerSdk(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
  );
  return exporter;
}

afterEach(() => {
  context.disable();
  propagation.disable();
  trace.disable();
});

const TRACED = { middleware: [openTelemetry()] };

describe('openTelemetry', () => {
  test('records a client span for a call, and sends its traceparent', async () => {
    const exporter = registerSdk();
    const server = await startServer({ status: 201, body: { id: 'job_1' } });
    await clientOf(server, TRACED).client.createJob(JOB_BODY);
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({
      name: 'createJob',
      attributes: {
        'http.request.method': 'POST',
        'url.full': `${server.url}/v1/jobs`,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(server.url).port),
        'http.response.status_code': 201,
        'firsthandapi.operation': 'createJob',
        'firsthandapi.request_id': 'req_01HV8Z3K2M4N5P6Q7R8S9T0VWX',
      },
      status: { code: SpanStatusCode.UNSET },
    });
    const { traceId, spanId } = span?.spanContext() ?? {};
    expect(server.received[0]?.headers.traceparent).toBe(`00-${traceId}-${spanId}-01`);
  });

  test('records every attempt as a span of its own, in the trace of the caller', async () => {
    const exporter = registerSdk();
    const server = await startServer(
      { status: 500, body: errorBody('internal_error') },
      { body: {} },
    );
    await trace.getTracer('test').startActiveSpan('caller', async (span) => {
      await clientOf(server, TRACED).client.getSettings();
      span.end();
    });
    const [first, second, caller] = exporter.getFinishedSpans();
    expect(first).toMatchObject({
      attributes: { 'http.response.status_code': 500, 'error.type': '500' },
      status: { code: SpanStatusCode.ERROR },
    });
    expect(first?.attributes).not.toHaveProperty('http.request.resend_count');
    expect(second?.attributes['http.request.resend_count']).toBe(1);
    for (const span of [first, second]) {
      expect(span?.parentSpanContext?.spanId).toBe(caller?.spanContext().spanId);
    }
    const sent = server.received.map(({ headers }) => headers.traceparent);
    expect(new Set(sent).size).toBe(2);
  });

  test('makes its span the parent of what the transport records', async () => {
    const exporter = registerSdk();
    const server = await startServer({ body: {} });
    const fetch: typeof globalThis.fetch = async (...request) => {
      trace.getTracer('test').startSpan('transport').end();
      return globalThis.fetch(...request);
    };
    await clientOf(server, { ...TRACED, fetch }).client.getSettings();
    const [transport, span] = exporter.getFinishedSpans();
    expect(transport?.parentSpanContext?.spanId).toBe(span?.spanContext().spanId);
  });

  test('records the kind of failure when there is no response', async () => {
    const exporter = registerSdk();
    const server = await startServer(breakConnection);
    const call = clientOf(server, { ...TRACED, maxRetries: 0 }).client.getSettings();
    await expect(call).rejects.toThrow();
    expect(exporter.getFinishedSpans()[0]).toMatchObject({
      attributes: { 'error.type': 'FirstHandConnectionError' },
      status: { code: SpanStatusCode.ERROR },
    });
  });

  test('never records the API key or a body', async () => {
    const exporter = registerSdk();
    const failure = { status: 400, body: errorBody('validation_error', `Bad key ${TEST_KEY}`) };
    const server = await startServer(failure);
    await expect(clientOf(server, TRACED).client.createJob(JOB_BODY)).rejects.toThrow();
    const recorded = JSON.stringify(
      exporter
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(recorded).not.toContain(TEST_KEY);
    expect(recorded).not.toContain(JOB_BODY.description);
  });

  test('sends no traceparent when no SDK is registered', async () => {
    const server = await startServer({ body: {} });
    await clientOf(server, TRACED).client.getSettings();
    expect(server.received[0]?.headers).not.toHaveProperty('traceparent');
  });

  test('uses the provider and the propagator that are passed', async () => {
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new TracerProvider({
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    const propagator = new W3CTraceContextPropagator();
    const server = await startServer({ body: {} });
    const options: OpenTelemetryOptions = { tracerProvider, propagator };
    const middleware = [openTelemetry(options)];
    await clientOf(server, { middleware }).client.getSettings();
    expect(exporter.getFinishedSpans()).toHaveLength(1);
    expect(server.received[0]?.headers.traceparent).toMatch(/^00-/);
  });

  describe('when tracing itself fails', () => {
    const fail = (): never => {
      throw new Error('the collector is down');
    };
    const span = (broken: Partial<Span>): Span =>
      Object.assign(new TracerProvider().getTracer('test').startSpan('test'), broken);
    const providerOf = (startSpan: () => Span): TracerProviderLike => ({
      getTracer: () => ({ startSpan, startActiveSpan: fail }),
    });
    const propagatorThat = (inject: TextMapPropagator['inject']): TextMapPropagator => ({
      inject,
      extract: (current) => current,
      fields: () => [],
    });

    test.each<[string, OpenTelemetryOptions]>([
      ['a provider', { tracerProvider: { getTracer: fail } }],
      ['a tracer', { tracerProvider: providerOf(fail) }],
      ['a processor at the end', { tracerProvider: providerOf(() => span({ end: fail })) }],
      ['an attribute', { tracerProvider: providerOf(() => span({ setAttribute: fail })) }],
      ['a status', { tracerProvider: providerOf(() => span({ setStatus: fail })) }],
      ['a propagator', { propagator: propagatorThat(fail) }],
    ])('sends the call once and keeps its outcome: %s', async (_what, options) => {
      const server = await startServer(
        { status: 201, body: { id: 'job_1' } },
        { status: 404, body: errorBody('not_found') },
      );
      const { client } = clientOf(server, { middleware: [openTelemetry(options)] });
      await expect(client.createJob(JOB_BODY)).resolves.toMatchObject({ id: 'job_1' });
      await expect(client.getJob('job_2')).rejects.toMatchObject({ type: 'not_found' });
      expect(server.received).toHaveLength(2);
    });

    test('sends the call once when the context manager fails before or after it', async () => {
      for (const isBefore of [true, false]) {
        const manager = new AsyncLocalStorageContextManager().enable();
        manager.with = (_scope, work, receiver, ...values) => {
          if (!isBefore) work.call(receiver as never, ...values);
          return fail();
        };
        context.setGlobalContextManager(manager);
        const server = await startServer({ status: 201, body: { id: 'job_1' } });
        await expect(clientOf(server, TRACED).client.createJob(JOB_BODY)).resolves.toMatchObject({
          id: 'job_1',
        });
        expect(server.received).toHaveLength(1);
        context.disable();
      }
    });

    test.each([
      ['a line break', 'tracestate', 'a=b\r\nx-injected: 1'],
      ['characters beyond Latin-1', 'baggage', 'shop=店舗'],
      ['a name with a blank', 'trace state', 'a=b'],
    ])('leaves out a header that HTTP does not allow: %s', async (_what, name, value) => {
      registerSdk();
      const propagator = propagatorThat((_scope, carrier, setter) => {
        setter.set(carrier, name, value);
        setter.set(carrier, 'x-valid', 'yes');
      });
      const server = await startServer({ body: {} });
      await clientOf(server, { middleware: [openTelemetry({ propagator })] }).client.getSettings();
      expect(server.received[0]?.headers).toMatchObject({ 'x-valid': 'yes' });
      expect(server.received[0]?.headers).not.toHaveProperty([name]);
      expect(server.received[0]?.headers).not.toHaveProperty('x-injected');
    });

    test.each([
      ['authorization', 'Bearer stolen'],
      ['Idempotency-Key', 'same'],
      ['content-length', '1'],
      ['host', 'elsewhere.example'],
      ['X-Mine', 'the propagator'],
    ])('leaves the header %s of the request as it is', async (name, value) => {
      registerSdk();
      const propagator = propagatorThat((_scope, carrier, setter) => {
        setter.set(carrier, name, value);
        setter.set(carrier, 'x-valid', 'yes');
      });
      const middleware = [openTelemetry({ propagator })];
      const server = await startServer({ status: 201, body: { id: 'job_1' } }, { body: {} });
      const { client } = clientOf(server, {
        middleware,
        defaultHeaders: { 'x-mine': 'the client' },
      });
      await client.createJob(JOB_BODY);
      // A request without a body or an idempotency key gets none.
      await client.getSettings();
      for (const { headers } of server.received) {
        expect(headers).toMatchObject({
          authorization: `Bearer ${TEST_KEY}`,
          'x-mine': 'the client',
          'x-valid': 'yes',
        });
        expect(headers[name.toLowerCase()]).not.toBe(value);
      }
      expect(server.received).toHaveLength(2);
    });

    test('reports the failure to diag, whose own failure changes nothing either', async () => {
      const warnings: unknown[] = [];
      const logger = {
        ...console,
        verbose: console.debug,
        warn: (...all: unknown[]) => void warnings.push(all),
      };
      diag.setLogger(logger);
      const server = await startServer({ body: {} }, { body: {} });
      const options = { tracerProvider: providerOf(fail) };
      const { client } = clientOf(server, { middleware: [openTelemetry(options)] });
      await client.getSettings();
      expect(JSON.stringify(warnings)).toContain('tracing failed');
      diag.setLogger({ ...logger, warn: fail }, { suppressOverrideMessage: true });
      await expect(client.getSettings()).resolves.toEqual({});
      diag.disable();
    });
  });
});
