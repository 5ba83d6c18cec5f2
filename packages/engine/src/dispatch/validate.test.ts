import { beforeEach, describe, expect, it } from 'vitest';
import { JOB, ORIGIN, readResponse, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine({ maxBodyBytes: 2_000 });
  account = await world.openOrganization();
});

const fieldsOf = (body: { error: { details: { field: string }[] } }) =>
  body.error.details.map(({ field }) => field);

describe('a request body', () => {
  it('names each of several invalid fields by its path in one 400', async () => {
    const { status, body } = await world.post('/v1/jobs', account.test, {
      ...JOB,
      files_needed: 0,
      accepted_formats: ['image/jpeg', 'image/gif'],
      location: { lat: 91, lng: 0, radius_km: 1 },
    });
    expect(status).toBe(400);
    expect(body.error.type).toBe('validation_error');
    expect(fieldsOf(body).sort()).toEqual(['accepted_formats[1]', 'files_needed', 'location.lat']);
    for (const field of fieldsOf(body)) expect(body.error.message).toContain(field);
  });

  it('refuses unknown fields and names them', async () => {
    const { status, body } = await world.post('/v1/jobs', account.test, { ...JOB, colour: 'red' });
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual(['colour']);
  });

  it.each([
    ['{"metadata":{"__proto__":"lost"}}', 'metadata.__proto__'],
    ['{"metadata":{"\\u005f_proto__":"lost"}}', 'metadata.__proto__'],
    ['{"context":{"attachments":[{"__proto__":{}}]}}', 'context.attachments.0.__proto__'],
  ])('refuses fields named __proto__ instead of losing them: %s', async (text, field) => {
    const { status, body } = await world.post('/v1/jobs', account.test, text);
    expect([status, fieldsOf(body)]).toEqual([400, [field]]);
  });

  it('keeps __proto__ in a value', async () => {
    const metadata = { note: '__proto__', 'caf\u00e9': '__proto__' };
    const { status, body } = await world.post('/v1/jobs', account.test, { ...JOB, metadata });
    expect([status, body.metadata]).toEqual([201, metadata]);
  });

  it.each([
    ['https://example.com:0/', 'port 0'],
    ['https://user@example.com/', 'credentials'],
    ['http://example.com/', 'https'],
  ])('refuses a webhook at %s, where nothing could be delivered', async (url, reason) => {
    const endpoint = { url, events: ['job.completed'] };
    const { status, body } = await world.post('/v1/webhook_endpoints', account.test, endpoint);
    expect([status, body.error.details[0].message]).toEqual([422, expect.stringContaining(reason)]);
  });

  it('names all missing required fields', async () => {
    const { status, body } = await world.post('/v1/jobs', account.test, {});
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual(
      expect.arrayContaining(['description', 'files_needed', 'accepted_formats']),
    );
  });

  it('returns pricing_violation for a price out of range', async () => {
    const { status, body } = await world.post('/v1/jobs', account.test, {
      ...JOB,
      price_per_file_cents: 9,
    });
    expect([status, body.error.type]).toEqual([400, 'pricing_violation']);
  });

  it.each(['{"type":', 'not json', '[1,2', '"unterminated'])(
    'returns a specific 400 for malformed JSON (%s)',
    async (text) => {
      const { status, body } = await world.post('/v1/jobs', account.test, text);
      expect([status, body.error.type]).toEqual([400, 'validation_error']);
      expect(body.error.message).toContain('not valid JSON');
    },
  );

  it.each(['[]', '"text"', '3', 'null'])(
    'returns 400 for JSON that is not an object (%s)',
    async (text) => {
      expect((await world.post('/v1/jobs', account.test, text)).status).toBe(400);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'returns 415 for Content-Type "%s" and names the right one',
    async (contentType) => {
      const headers = { 'content-type': contentType };
      const { status, body } = await world.post('/v1/jobs', account.test, JOB, { headers });
      expect([status, body.error.type]).toEqual([415, 'unsupported_media_type']);
      expect(body.error.message).toContain('application/json');
    },
  );

  it.each(['gzip', 'br', 'gzip, identity'])(
    'returns 415 for Content-Encoding "%s" and says that the body must not be compressed',
    async (coding) => {
      const headers = { 'content-encoding': coding };
      const { status, body } = await world.post('/v1/jobs', account.test, JOB, { headers });
      expect([status, body.error.type]).toEqual([415, 'unsupported_media_type']);
      expect(body.error.message).toBe(
        `Send the body without Content-Encoding: ${coding}; it must not be compressed`,
      );
    },
  );

  it('accepts the Content-Encoding identity', async () => {
    const headers = { 'content-encoding': 'Identity' };
    expect((await world.post('/v1/jobs', account.test, JOB, { headers })).status).toBe(201);
  });

  it('accepts a charset in the Content-Type', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await world.post('/v1/jobs', account.test, JOB, { headers })).status).toBe(201);
  });

  it('refuses a body where an operation takes none, unless it is an empty object', async () => {
    const job = await world.createJob(account.test);
    const refused = await world.post(`/v1/jobs/${job.id}/cancel`, account.test, { reason: 'x' });
    expect([refused.status, refused.body.error.type]).toEqual([400, 'validation_error']);
    expect((await world.post(`/v1/jobs/${job.id}/cancel`, account.test, {})).status).toBe(200);
  });

  it('fills in fields that the organization has defaults for', async () => {
    const { type: _, price_per_file_cents: __, ...rest } = JOB;
    const missing = await world.post('/v1/jobs', account.test, rest);
    expect(fieldsOf(missing.body)).toEqual(['type', 'price_per_file_cents']);
    await world.call('PATCH', '/v1/organization/settings', {
      key: account.live,
      body: { default_type: 'feedback', default_price_per_file_cents: 75 },
    });
    const { body } = await world.post('/v1/jobs', account.test, rest);
    expect(body).toMatchObject({ type: 'feedback', price_per_file_cents: 75 });
  });

  it.each([
    ['a deadline in the past', { deadline: '2025-12-31T00:00:00Z' }, 'deadline'],
    ['too few workers for its files', { max_workers: 2 }, 'max_workers'],
  ])('refuses %s and names the field', async (_, fields, field) => {
    const { status, body } = await world.post('/v1/jobs', account.test, { ...JOB, ...fields });
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual([field]);
  });
});

describe('an oversized body', () => {
  const oversized = JSON.stringify({ ...JOB, description: 'x'.repeat(3_000) });

  async function send(body: BodyInit, headers: Record<string, string> = {}) {
    const request = new Request(`${ORIGIN}/v1/jobs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${account.test}`,
        'content-type': 'application/json',
        'idempotency-key': 'k',
        ...headers,
      },
      body,
      ...({ duplex: 'half' } as object),
    });
    return readResponse(await world.engine.fetch(request));
  }

  it('returns 413 by the Content-Length, before the body is read', async () => {
    const { status, body } = await send('{}', { 'content-length': '3000' });
    expect([status, body.error.type]).toEqual([413, 'payload_too_large']);
  });

  it('returns 413 when the Content-Length is too small', async () => {
    expect((await send(oversized, { 'content-length': '10' })).status).toBe(413);
  });

  it('returns 413 without a Content-Length, and stops reading', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(500).fill(32));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect((await send(endless)).status).toBe(413);
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(10);
  });

  it('measures the body in bytes, not in characters', async () => {
    const description = '€'.repeat(700);
    const { status } = await send(JSON.stringify({ ...JOB, description }), {
      'content-length': '100',
    });
    expect(status).toBe(413);
  });

  it('returns 413 for a host that limits bodies itself and lets one through', async () => {
    world = new TestEngine({ maxBodyBytes: 2_000, boundedBodies: true });
    account = await world.openOrganization();
    expect((await send(oversized)).status).toBe(413);
  });

  it('accepts a body of exactly the limit', async () => {
    const description = 'x'.repeat(1_000);
    expect((await send(JSON.stringify({ ...JOB, description }))).status).toBe(201);
  });
});

describe('a query', () => {
  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['status=unheard', 'status'],
    ['colour=red', 'colour'],
    ['status=open&status=filled', 'status'],
  ])('returns 400 for %s and names %s', async (query, field) => {
    const { status, body } = await world.get(`/v1/jobs?${query}`, account.test);
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual([field]);
  });

  it('refuses a query parameter by name where an operation takes none', async () => {
    const job = await world.createJob(account.test);
    const { status, body } = await world.get(`/v1/jobs/${job.id}?expand=files`, account.test);
    expect(status).toBe(400);
    expect(fieldsOf(body)).toEqual(['expand']);
  });

  it('accepts an empty query', async () => {
    expect((await world.get('/v1/jobs?', account.test)).status).toBe(200);
  });

  it('refuses an end before its start', async () => {
    const query = 'start_date=2026-01-02T00:00:00Z&end_date=2026-01-01T00:00:00Z';
    for (const path of ['submissions', 'submissions/summary', 'audit-events', 'usage/requests']) {
      const { status, body } = await world.get(`/v1/${path}?${query}`, account.test);
      expect([path, status, body.error.details?.[0].field]).toEqual([path, 400, 'end_date']);
    }
  });
});

describe('routing', () => {
  it.each(['/v1/unknown', '/v2/jobs', '/', '/v1/jobs/', '/v1/jobs/a/b/c', '/v1/jobs/%E0%A4%A'])(
    'returns 404 not_found for the unknown path %s',
    async (path) => {
      const { status, body } = await world.get(path, account.test);
      expect([status, body.error.type]).toEqual([404, 'not_found']);
    },
  );

  it.each([
    ['DELETE', '/v1/jobs', 'POST, GET'],
    ['PUT', '/v1/jobs/job_1', 'GET'],
    ['POST', '/v1/organization/settings', 'GET, PATCH'],
  ])('returns 405 with Allow for %s %s', async (method, path, allow) => {
    const { status, headers, body } = await world.call(method, path, { key: account.test });
    expect([status, body.error.type]).toEqual([405, 'method_not_allowed']);
    expect(headers.get('allow')?.split(', ').sort()).toEqual(allow.split(', ').sort());
  });

  it('prefers a literal path to a parameter', async () => {
    const { body } = await world.get('/v1/submissions/summary', account.test);
    expect(body.object).toBe('submission_summary');
  });

  it('gives every response a request id of its own, errors included', async () => {
    const responses = [
      await world.get('/v1/jobs', account.test),
      await world.get('/v1/unknown', account.test),
      await world.get('/v1/jobs'),
    ];
    const requestIds = responses.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(requestIds).size).toBe(3);
    for (const id of requestIds) expect(id).toMatch(/^req_[0-9A-Z]{26}$/);
    expect(responses[1]?.body.error.request_id).toBe(requestIds[1]);
  });
});

describe('an internal error', () => {
  it('returns 500 with the request id, reveals nothing of the cause, and reports it to the host', async () => {
    const errors: unknown[] = [];
    world = new TestEngine({ onRequest: ({ error }) => errors.push(error) });
    account = await world.openOrganization();
    const cause = new Error('password=hunter2');
    world.store.read = () => Promise.reject(cause);
    const { status, body, headers } = await world.get('/v1/jobs', account.test);
    expect([status, body.error.type]).toEqual([500, 'internal_error']);
    expect(body.error.request_id).toBe(headers.get('x-request-id'));
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(errors).toEqual([cause]);
  });
});

describe('an error response', () => {
  beforeEach(async () => {
    world = new TestEngine();
    account = await world.openOrganization();
  });

  it('names at most 20 invalid fields, each cut to 100 characters', async () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, place) => [`${place}`.padEnd(150, 'x'), 1]),
    );
    const { status, text, body } = await world.post('/v1/jobs', account.test, {
      ...JOB,
      ...unknown,
    });
    expect(status).toBe(400);
    expect(body.error.details).toHaveLength(20);
    expect(text.length).toBeLessThan(10_000);
  });

  it.each([
    ['a query parameter', (long: string) => `/v1/jobs?${long}=1`],
    ['many query parameters', (long: string) => `/v1/jobs?${long.replaceAll('xx', 'x=1&x=2&')}`],
    ['an id', (long: string) => `/v1/jobs/${long}`],
    ['a path', (long: string) => `/${long}`],
  ])('bounds the length of an error response to %s', async (_, pathWith) => {
    const { status, text } = await world.get(pathWith('x'.repeat(15_000)), account.test);
    expect([400, 404]).toContain(status);
    expect(text.length).toBeLessThan(10_000);
  });

  it('refuses a signup body above 16 KB before parsing it', async () => {
    const body = { name: 'Acme', email: 'dev@acme.example', x: 'x'.repeat(17_000) };
    expect((await world.call('POST', '/v1/auth/signup', { body })).status).toBe(413);
  });
});
