import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations as table } from '../generated/index.ts';
import * as schemas from '../generated/schemas.ts';
import { examplesOf, operations, validatorOf } from './document.ts';
import { probesOf } from './probes.ts';

const { bodySchemas, CreateJobRequest, emptyQueries, fieldErrors, headerSchemas, querySchemas } =
  schemas;

type Parsable = {
  safeParse(value: unknown): {
    success: boolean;
    data?: unknown;
    error?: Parameters<typeof fieldErrors>[0];
  };
};

const job = {
  type: 'data_collection',
  description: 'Photos of shop fronts.',
  files_needed: 3,
  accepted_formats: ['image/png'],
  price_per_file_cents: 50,
};

function errorsOf(schema: Parsable, value: unknown): Record<string, string> {
  const { error } = schema.safeParse(value);
  const errors = error === undefined ? [] : fieldErrors(error);
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
}

const bodies = operations.flatMap(({ operation }) => {
  const schema = (bodySchemas as Record<string, () => Parsable>)[operation.operationId];
  const content = operation.requestBody?.content;
  const reference = content?.['application/json']?.schema.$ref;
  if (schema === undefined || reference === undefined) return [];
  return [
    { id: operation.operationId, schema: schema(), reference, examples: examplesOf(content) },
  ];
});

describe('request schemas', () => {
  test('provides a schema for each operation with a body, which accepts its examples', () => {
    const ids = Object.entries(table).flatMap(([id, { body }]) => (body === null ? [] : [id]));
    expect(bodies.map(({ id }) => id)).toEqual(ids);
    for (const { id, schema, examples } of bodies) {
      for (const [name, , value] of examples) {
        expect([id, name, errorsOf(schema, value)]).toEqual([id, name, {}]);
      }
    }
  });

  test('agrees with a JSON Schema validator on and beyond every bound of every field', () => {
    for (const { id, schema, reference } of bodies) {
      const validate = validatorOf(reference);
      const probes = probesOf({ $ref: reference });
      expect(`${id} ${probes.some((probe) => validate(probe))}`).toBe(`${id} true`);
      for (const probe of probes) {
        const value: unknown = JSON.parse(JSON.stringify(probe));
        const accepted = schema.safeParse(value).success;
        if (accepted !== validate(value))
          expect([id, value, accepted]).toEqual([id, value, !accepted]);
      }
    }
  });

  test('agrees with a JSON Schema validator on arbitrary JSON in place of any field', () => {
    for (const { id, schema, reference, examples } of bodies) {
      const validate = validatorOf(reference);
      const example = examples[0]?.[2] as object;
      const key = fc.constantFrom(...Object.keys(example), 'unknown', '__proto__');
      const changes = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 });
      const property = fc.property(changes, (changed) => {
        const value: unknown = JSON.parse(JSON.stringify({ ...example, ...changed }));
        expect([id, value, schema.safeParse(value).success]).toEqual([id, value, validate(value)]);
      });
      fc.assert(property, { numRuns: 200 });
    }
  });

  test('names every invalid field by its path, and what it must be', () => {
    const value = {
      ...job,
      files_needed: 0,
      accepted_formats: ['image/png', 'image/gif'],
      colour: 'red',
      location: { lat: 91, lng: 0, radius_km: 1 },
      context: { attachments: [{ url: 'http://example.com' }] },
      description: undefined,
    };
    expect(errorsOf(CreateJobRequest(), value)).toEqual({
      files_needed: 'must be a whole number from 1 to 10000',
      'accepted_formats[1]': expect.stringContaining('must be one of image/jpeg, image/png'),
      colour: 'is not a known field',
      'location.lat': 'must be a number from -90 to 90',
      'context.attachments[0].url': 'must be an https URL of at most 2048 characters',
      description: 'is required and must be a string of 10 to 5000 characters',
    });
  });

  test('reports each invalid field once, however many of its rules are broken', () => {
    const url = `http://${'x'.repeat(3_000)} `;
    const { error } = CreateJobRequest().safeParse({ ...job, context: { image_urls: [url] } });
    expect(error?.issues).toHaveLength(1);
  });

  test('applies the defaults of the document', () => {
    expect(CreateJobRequest().parse(job)).toEqual({
      ...job,
      files_per_submission: 1,
      min_star_rating: 3,
    });
  });

  test('leaves the price to the engine, because a price out of range is another type of error', () => {
    expect(errorsOf(CreateJobRequest(), { ...job, price_per_file_cents: 9 })).toEqual({});
    expect(errorsOf(CreateJobRequest(), { ...job, price_per_file_cents: 9.5 })).toEqual({
      price_per_file_cents: 'must be a whole number',
    });
  });

  test('names a body that is not an object "body"', () => {
    expect(errorsOf(CreateJobRequest(), undefined)).toEqual({
      body: 'is required and must be an object',
    });
    expect(errorsOf(CreateJobRequest(), [])).toEqual({ body: 'must be an object' });
  });

  test.each(['dev@example', 'dev', '@example.com', 'dev@exam ple.com'])(
    'rejects the e-mail address %s',
    (email) => {
      expect(errorsOf(schemas.SignupRequest(), { name: 'Acme', email })).toEqual({
        email: 'must be an e-mail address of at most 254 characters',
      });
    },
  );
});

describe('query parameters', () => {
  test('rejects unknown query parameters of every operation by name', () => {
    expect(Object.keys(querySchemas).sort()).toEqual(Object.keys(table).sort());
    for (const [id, schema] of Object.entries(querySchemas)) {
      expect([id, errorsOf(schema(), { colour: 'red' })]).toEqual([
        id,
        { colour: 'is not a known parameter' },
      ]);
    }
  });

  test('parses integers in a query from digits only', () => {
    expect(querySchemas.listJobs().parse({ limit: '20' })).toEqual({ limit: 20 });
    for (const limit of [
      '20abc',
      '',
      ' 20',
      '2e1',
      '0x10',
      '20.0',
      '0',
      '101',
      '-1',
      '9'.repeat(30),
    ]) {
      expect([limit, errorsOf(querySchemas.listJobs(), { limit })]).toEqual([
        limit,
        { limit: 'must be a whole number from 1 to 100' },
      ]);
    }
  });

  test('applies the defaults of the document', () => {
    expect(querySchemas.getJobFiles().parse({})).toEqual({ limit: 20, min_score: 3 });
    expect(querySchemas.listSubmissions().parse({})).toEqual({ limit: 20 });
  });

  test('lists for an empty query what its schema parses it to', () => {
    for (const [id, schema] of Object.entries(querySchemas)) {
      const { success, data } = (schema as () => Parsable)().safeParse({});
      const known = (emptyQueries as Record<string, object>)[id];
      expect([id, known]).toEqual([id, success ? data : undefined]);
    }
  });

  test('accepts dates only with a time zone', () => {
    const { listSubmissions } = querySchemas;
    expect(listSubmissions().safeParse({ start_date: '2026-03-20T09:30:00+02:00' }).success).toBe(
      true,
    );
    for (const start_date of [
      '2026-03-20',
      '2026-03-20T09:30:00',
      '2026-02-29T00:00:00Z',
      'today',
    ]) {
      expect(listSubmissions().safeParse({ start_date }).success).toBe(false);
    }
  });
});

describe('headers', () => {
  test('requires an Idempotency-Key for every operation that needs one', () => {
    const needing = Object.entries(table).flatMap(([id, { idempotent }]) =>
      idempotent ? [id] : [],
    );
    for (const id of needing) {
      const schema = (headerSchemas as Record<string, () => Parsable>)[id]?.();
      expect([id, schema?.safeParse({ 'Idempotency-Key': 'k' }).success]).toEqual([id, true]);
      expect([id, schema?.safeParse({ 'Idempotency-Key': '' }).success]).toEqual([id, false]);
      expect([id, schema?.safeParse({ 'Idempotency-Key': 'k'.repeat(256) }).success]).toEqual([
        id,
        false,
      ]);
      expect([id, schema?.safeParse({}).success]).toEqual([id, false]);
    }
  });
});
