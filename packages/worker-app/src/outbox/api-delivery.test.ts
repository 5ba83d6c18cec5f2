import { ApiFailure } from '@firsthandapi/ui';
import { describe, expect, it } from 'vitest';
import { createWorkerApi } from '../api/worker-api.ts';
import { ApiDelivery } from './api-delivery.ts';
import type { DeliveryError } from './delivery-port.ts';
import { capturedItem } from './testing/outbox-items.ts';

interface Call {
  readonly url: string;
  readonly key: string | null;
  readonly body: unknown;
}

const UPLOAD = { id: 'upl_1', url: 'https://api.example/worker/v1/uploads/upl_1/content' };

/** A delivery whose server gives one answer, with the calls that it got. */
function deliveryTo(status: number, body: unknown, headers: Record<string, string> = {}) {
  const calls: Call[] = [];
  const api = createWorkerApi(async (input) => {
    const request = input as Request;
    calls.push({
      url: new URL(request.url).pathname,
      key: request.headers.get('Idempotency-Key'),
      body: await request.json(),
    });
    if (status === 0) throw new TypeError('Failed to fetch');
    return Response.json(body, { status, headers });
  }, 'https://api.example');
  const sent: string[] = [];
  const delivery = new ApiDelivery(api, async (url) => {
    sent.push(url);
  });
  return { delivery, calls, sent };
}

const error = (type: string, details?: readonly object[]) => ({
  error: { type, message: 'no', request_id: 'req_1', ...(details && { details }) },
});
const progress = { created: async () => {}, confirmed: () => {} };
const { signal } = new AbortController();

async function remedyOf(work: Promise<unknown>) {
  const thrown = await work.then(
    () => undefined,
    (reason: unknown) => reason as DeliveryError,
  );
  return thrown && { code: thrown.code, ...thrown.remedy };
}

describe('ApiDelivery', () => {
  it('creates an upload once, and sends the bytes there', async () => {
    const { delivery, calls, sent } = deliveryTo(201, { id: UPLOAD.id, upload_url: UPLOAD.url });
    const created: unknown[] = [];
    const noting = { ...progress, created: async (upload: unknown) => void created.push(upload) };
    await delivery.upload(capturedItem(), new Blob(['x']), noting, signal);
    expect(calls).toEqual([
      {
        url: '/worker/v1/jobs/job_1/uploads',
        key: 'item-1-upload-0',
        body: { content_type: 'image/jpeg', size_bytes: 10, sha256: '00' },
      },
    ]);
    expect(created).toEqual([UPLOAD]);
    expect(sent).toEqual([UPLOAD.url]);
  });

  it('goes on with an upload that exists', async () => {
    const { delivery, calls, sent } = deliveryTo(500, {});
    await delivery.upload(capturedItem({ upload: UPLOAD }), new Blob(['x']), progress, signal);
    expect(calls).toEqual([]);
    expect(sent).toEqual([UPLOAD.url]);
  });

  it('hands in a file under a key of its upload, with where and how it was captured', async () => {
    const { delivery, calls } = deliveryTo(201, { id: 'sub_1', status: 'pending_score' });
    const position = { latitude: 38.7, longitude: -9.1, accuracy: 12 };
    const item = capturedItem({ upload: UPLOAD, position });
    expect(await delivery.handIn(item, signal)).toEqual({
      submissionId: 'sub_1',
      status: 'pending_score',
    });
    expect(calls[0]).toEqual({
      url: '/worker/v1/jobs/job_1/submissions',
      key: 'item-1-upl_1',
      body: {
        upload_id: 'upl_1',
        capture: {
          method: 'in_app',
          captured_at: '1970-01-01T00:00:01.000Z',
          position: { lat: 38.7, lng: -9.1, accuracy_m: 12 },
        },
      },
    });
  });

  it('hands in a second attempt for its submission', async () => {
    const { delivery, calls } = deliveryTo(200, { id: 'sub_1', status: 'pending_score' });
    await delivery.handIn(capturedItem({ upload: UPLOAD, retryOf: 'sub_1' }), signal);
    expect(calls[0]?.url).toBe('/worker/v1/submissions/sub_1/retry');
  });

  it.each([
    [0, {}, { code: 'no_connection', kind: 'retry' }],
    [503, error('service_unavailable'), { code: 'service_unavailable', kind: 'retry' }],
    [401, error('authentication_error'), { code: 'authentication_error', kind: 'sign_in' }],
    [409, error('conflict'), { code: 'conflict', kind: 'retry' }],
    [
      409,
      error('conflict', [{ field: 'assignment', message: 'lease_expired' }]),
      { code: 'lease_expired', kind: 'none' },
    ],
    [400, error('validation_error'), { code: 'validation_error', kind: 'none' }],
    [404, error('not_found'), { code: 'not_found', kind: 'upload_again' }],
  ])('tells what helps after a %s on a hand-in', async (status, body, expected) => {
    const { delivery } = deliveryTo(status, body);
    const handIn = delivery.handIn(capturedItem({ upload: UPLOAD }), signal);
    expect(await remedyOf(handIn)).toMatchObject(expected);
  });

  it('waits as long as the server says', async () => {
    const { delivery } = deliveryTo(429, error('rate_limit_exceeded'), { 'Retry-After': '7' });
    const upload = delivery.upload(capturedItem(), new Blob(['x']), progress, signal);
    expect(await remedyOf(upload)).toMatchObject({ kind: 'retry', afterMs: 7_000 });
  });

  it('gives a file up whose job is gone before its upload begins', async () => {
    const { delivery } = deliveryTo(404, error('not_found'));
    const upload = delivery.upload(capturedItem(), new Blob(['x']), progress, signal);
    expect(await remedyOf(upload)).toMatchObject({ kind: 'none', code: 'not_found' });
  });

  it.each([
    [404, 'upload_again'],
    [410, 'upload_again'],
    [460, 'upload_again'],
    [409, 'retry'],
    [413, 'none'],
  ])('tells what helps after a %s on the bytes', async (status, kind) => {
    const failing = new ApiDelivery(createWorkerApi(), async () => {
      throw new ApiFailure({ message: 'no', status, type: 'x' });
    });
    const item = capturedItem({ upload: UPLOAD });
    expect(await remedyOf(failing.upload(item, new Blob(['x']), progress, signal))).toMatchObject({
      kind,
    });
  });
});
