import {
  context,
  diag,
  propagation,
  type Span,
  SpanKind,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { startReceiver } from './support/receiver.ts';
import { JOB, startTestServer, type TestServer } from './support/test-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const FROM_CLIENT = { traceparent: `00-${TRACE}-${PARENT}-01` };

for (const kind of await databaseKinds()) {
  describe(`tracing on ${kind.name}`, () => {
    const exporter = new InMemorySpanExporter();
    let server: TestServer;
    beforeEach(async () => {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
      propagation.setGlobalPropagator(new W3CTraceContextPropagator());
      const spanProcessors = [new SimpleSpanProcessor({ exporter })];
      trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }));
      server = await startTestServer(kind);
      exporter.reset();
    });
    afterEach(async () => {
      await server.close();
      context.disable();
      propagation.disable();
      trace.disable();
    });

    const spans = (name: string): ReadableSpan[] =>
      exporter.getFinishedSpans().filter((span) => span.name === name);

    it('continues the trace of the client in the request and its transaction', async () => {
      const { headers } = await server.call('POST', '/v1/jobs', {
        key: server.test,
        body: JOB,
        headers: FROM_CLIENT,
      });
      const [request] = spans('createJob');
      expect(request?.spanContext().traceId).toBe(TRACE);
      expect(request?.parentSpanContext?.spanId).toBe(PARENT);
      expect(request?.attributes).toEqual({
        'http.request.method': 'POST',
        'http.response.status_code': 201,
        'firsthandapi.operation': 'createJob',
        'firsthandapi.request_id': headers.get('x-request-id'),
        'firsthandapi.organization_id': server.organizationId,
        'firsthandapi.environment': 'test',
      });
      const own = spans('transaction').filter(
        ({ parentSpanContext }) => parentSpanContext?.spanId === request?.spanContext().spanId,
      );
      // The first request of a day also stores the day's key.
      expect(own.length).toBeGreaterThan(0);
      const system = kind.name === 'SQLite' ? 'sqlite' : 'postgresql';
      expect(own[0]?.attributes).toEqual({ 'db.system.name': system });
    });

    it('continues the trace of the request that created a job in its webhooks', async () => {
      const receiver = await startReceiver();
      await server.call('POST', '/v1/webhook_endpoints', {
        key: server.test,
        body: { url: receiver.url, events: ['job.completed'] },
      });
      await server.call('POST', '/v1/jobs', {
        key: server.test,
        body: JOB,
        headers: FROM_CLIENT,
      });
      server.clock.advance(15_000);
      const [delivery] = await receiver.until(1);
      const [version, traceId, spanId] = String(delivery?.headers.traceparent).split('-');
      expect([version, traceId]).toEqual(['00', TRACE]);
      await receiver.close();
      await server.server.close();
      const [sent] = spans('deliver webhook');
      expect(sent?.spanContext().spanId).toBe(spanId);
      expect(sent?.attributes).toMatchObject({
        'firsthandapi.event_type': 'job.completed',
        'http.response.status_code': 200,
      });
      const tasks = exporter.getFinishedSpans().filter(({ name }) => name.startsWith('task '));
      expect(tasks.some((span) => span.spanContext().traceId === TRACE)).toBe(true);
    });

    it('shows the requests of an assistant, and within them those that its tools make', async () => {
      const post = (key: string) =>
        fetch(`${server.url}/mcp`, {
          method: 'POST',
          headers: {
            ...FROM_CLIENT,
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
          },
          body: JSON.stringify({
            jsonrpc: '2.0',
            id: 1,
            method: 'tools/call',
            params: { name: 'list_jobs', arguments: { status: 'open' } },
          }),
        });
      const response = await post(server.test);
      await response.text();
      await vi.waitUntil(() => spans('POST /mcp').length === 1);
      const [request] = spans('POST /mcp');
      expect(request?.spanContext().traceId).toBe(TRACE);
      expect(request?.parentSpanContext?.spanId).toBe(PARENT);
      expect(request?.kind).toBe(SpanKind.SERVER);
      expect(request?.attributes).toEqual({
        'http.request.method': 'POST',
        'http.response.status_code': 200,
      });
      const [made] = spans('listJobs');
      expect(made?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
      expect(made?.kind).toBe(SpanKind.INTERNAL);
      expect(made?.attributes['firsthandapi.organization_id']).toBe(server.organizationId);
      expect((await post('fh_test_sk_unknown')).status).toBe(401);
      await vi.waitUntil(() => spans('POST /mcp').length === 2);
      expect(spans('POST /mcp')[1]?.attributes).toMatchObject({ 'http.response.status_code': 401 });
    });

    it('records neither headers nor bodies nor paths', async () => {
      await server.call('POST', '/v1/jobs', { key: server.test, body: JOB });
      await server.call('GET', '/v1/jobs/job_secret-path', { key: server.test });
      const recorded = JSON.stringify(
        exporter.getFinishedSpans().map(({ name, attributes, events, status }) => {
          return { name, attributes, events, status };
        }),
      );
      expect(recorded).toContain('getJob');
      for (const secret of [server.test, JOB.description, 'job_secret-path']) {
        expect(recorded).not.toContain(secret);
      }
    });

    it.each(['', '00-zz', `00-${'0'.repeat(32)}-${PARENT}-01`, `00-${TRACE}-${PARENT}-01-more,`])(
      'starts a trace of its own when the traceparent is %j',
      async (traceparent) => {
        const answer = await server.call('GET', '/v1/jobs', {
          key: server.test,
          headers: { traceparent },
        });
        expect(answer.status).toBe(200);
        const [request] = spans('listJobs');
        expect(request?.parentSpanContext).toBeUndefined();
      },
    );
  });
}

describe('an OpenTelemetry SDK that throws', () => {
  afterEach(() => {
    context.disable();
    propagation.disable();
    trace.disable();
    diag.disable();
  });

  const broken = () => {
    throw new Error('The SDK is broken');
  };
  const brokenSpan = new Proxy({} as Span, { get: () => broken });
  const working = new AsyncLocalStorageContextManager().enable();
  const managers = {
    working,
    'starts work, then throws': Object.assign(Object.create(working), {
      with: (_scope: unknown, work: () => unknown) => {
        work();
        broken();
      },
    }),
    'throws everywhere': {
      active: broken,
      with: broken,
      bind: broken,
      enable: broken,
      disable: () => managers['throws everywhere'],
    },
  };

  it.each([
    ['no spans', 'working', { startSpan: broken }],
    ['spans that throw', 'working', { startSpan: () => brokenSpan }],
    ['a context that throws late', 'starts work, then throws', { startSpan: () => brokenSpan }],
    ['a context that throws', 'throws everywhere', { startSpan: () => brokenSpan }],
  ] as const)('fails no request, task or webhook with %s', async (_name, manager, tracer) => {
    context.setGlobalContextManager(managers[manager]);
    propagation.setGlobalPropagator({ inject: broken, extract: broken, fields: () => [] });
    trace.setGlobalTracerProvider({ getTracer: () => tracer as unknown as Tracer });
    const [kind] = await databaseKinds();
    if (kind === undefined) throw new Error('No database');
    const server = await startTestServer(kind);
    const receiver = await startReceiver();
    await server.call('POST', '/v1/webhook_endpoints', {
      key: server.test,
      body: { url: receiver.url, events: ['job.completed'] },
    });
    const created = await server.call('POST', '/v1/jobs', { key: server.test, body: JOB });
    expect(created.status).toBe(201);
    server.clock.advance(15_000);
    expect(await receiver.until(1)).toHaveLength(1);
    const listed = await server.call('GET', '/v1/jobs', { key: server.test });
    expect(listed.body).toMatchObject({ data: [{ status: 'completed' }] });
    await receiver.close();
    await server.close();
  });
});

describe('a process without an OpenTelemetry SDK', () => {
  it('sends webhooks without a traceparent, and stores none', async () => {
    const [kind] = await databaseKinds();
    if (kind === undefined) throw new Error('No database');
    const server = await startTestServer(kind);
    const receiver = await startReceiver();
    await server.call('POST', '/v1/webhook_endpoints', {
      key: server.test,
      body: { url: receiver.url, events: ['job.completed'] },
    });
    await server.call('POST', '/v1/jobs', { key: server.test, body: JOB, headers: FROM_CLIENT });
    server.clock.advance(15_000);
    const [delivery] = await receiver.until(1);
    expect(delivery?.headers).not.toHaveProperty('traceparent');
    await receiver.close();
    await server.close();
  });
});
