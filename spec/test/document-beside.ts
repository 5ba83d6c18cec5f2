import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERROR_TYPES } from '../generated/index.ts';
import { contractText, operationsInContract } from './contract-table.ts';
import { openDocument, document as publicDocument } from './document.ts';

/** A document that stands beside the public one, and what was generated from it. */
export interface DocumentBeside {
  /** Its name, which is also that of its folder. */
  readonly name: string;
  /** The section of the contract with its operations. */
  readonly section: number;
  readonly scopes: readonly string[];
  readonly table: Readonly<
    Record<string, { method: string; path: string; scopes: readonly string[]; idempotent: boolean }>
  >;
  readonly results: Readonly<Record<string, { statuses: readonly number[] }>>;
  readonly schemas: {
    readonly bodySchemas: object;
    readonly emptyQueries: object;
    readonly headerSchemas: object;
    readonly querySchemas: object;
  };
  /** Operations that the state of an object can refuse, beside those that need an `Idempotency-Key`. */
  readonly refusing: readonly string[];
  /** Operations that a service may not have, beside those of an object that may be unknown. */
  readonly absent?: readonly string[];
}

type Parsable = { safeParse(value: unknown): { success: boolean; data?: unknown } };
const schemaOf = (all: object, id: string) => (all as Record<string, () => Parsable>)[id]?.();

/** Describes what holds for every document that stands beside the public one. */
export function describeDocumentBeside(beside: DocumentBeside): void {
  const { name, table } = beside;
  const { bodySchemas, emptyQueries, headerSchemas, querySchemas } = beside.schemas;
  const { document, operations, validatorOf, problemsOf, examplesOf } = openDocument(
    `${name}/${name}.json`,
  );
  const { schemas } = document.components;
  const { examples: exampleComponents } = document.components as unknown as { examples: object };

  const operationsById = Object.entries(table);
  const bodies = operations.flatMap(({ operation }) => {
    const content = operation.requestBody?.content;
    const reference = content?.['application/json']?.schema.$ref;
    return reference === undefined
      ? []
      : [{ id: operation.operationId, reference, examples: examplesOf(content) }];
  });

  describe(`the document ${name}.yaml`, () => {
    test('has exactly the operations of the contract, with their scopes and idempotency', () => {
      const contracted = operationsInContract(contractText, beside.section, beside.scopes);
      const specified = operationsById.map(
        ([operationId, { method, path, scopes, idempotent }]) => ({
          method,
          path,
          operationId,
          scopes: [...scopes],
          idempotent,
        }),
      );
      expect(specified).toEqual(contracted.map((one) => ({ ...one, scopes: [...one.scopes] })));
    });

    test('shares no path with the operations of buyers', () => {
      for (const { path } of Object.values(table))
        expect(path.startsWith(`/${name}/v1/`)).toBe(true);
      expect(
        Object.keys(publicDocument.paths).filter((path) => path.startsWith(`/${name}`)),
      ).toEqual([]);
    });

    test("has the error envelope of buyers' operations", () => {
      for (const name of ['Error', 'ErrorDetail', 'ExceededQuota']) {
        expect(schemas[name]).toEqual(publicDocument.components.schemas[name]);
      }
    });

    test('rejects unknown fields in requests, allows them in responses, and opens response enums', () => {
      for (const [name, schema] of Object.entries(schemas)) {
        const isRequest = name.endsWith('Request');
        if (schema.type === 'object') {
          expect([name, schema.additionalProperties === false]).toEqual([name, isRequest]);
        }
        const isClosed = JSON.stringify(schema).includes('"enum":');
        if (!isRequest) expect([name, isClosed]).toEqual([name, false]);
      }
    });

    test('documents exactly the errors that the parts of an operation can cause', () => {
      for (const [id, operation] of operationsById) {
        const statuses: readonly number[] = beside.results[id]?.statuses ?? [];
        const has = (status: number) => statuses.includes(status);
        const takesBody = bodies.some((body) => body.id === id);
        const refuses = operation.idempotent || beside.refusing.includes(id);
        expect({ id, always: [400, 429, 500, 503].every(has) }).toEqual({ id, always: true });
        const isSignedIn = operation.scopes.length > 0;
        expect({ id, auth: has(401) && has(403) }).toEqual({ id, auth: isSignedIn });
        expect({ id, body: has(413) && has(415) }).toEqual({ id, body: takesBody });
        expect({ id, conflict: has(409) }).toEqual({ id, conflict: refuses });
        const mayBeUnknown =
          operation.path.includes('{id}') || beside.absent?.includes(id) === true;
        expect({ id, found: has(404) }).toEqual({ id, found: mayBeUnknown });
      }
    });

    test('has the headers of the contract on every response', () => {
      const always = [
        'X-Request-Id',
        'X-RateLimit-Limit',
        'X-RateLimit-Remaining',
        'X-RateLimit-Reset',
      ];
      for (const { name, responses } of operations) {
        for (const { status, response } of responses) {
          const headers = Object.keys(response.headers ?? {});
          const required = status === 429 ? [...always, 'Retry-After'] : always;
          expect([name, status, required.filter((header) => !headers.includes(header))]).toEqual([
            name,
            status,
            [],
          ]);
        }
      }
    });

    test('has valid examples for every request body and every response with a body', () => {
      const found = new Map<string, [string, unknown]>();
      for (const { name, operation, responses } of operations) {
        const contents = responses.map(({ response }) => response.content);
        for (const content of [operation.requestBody?.content, ...contents]) {
          if (content === undefined) continue;
          const examples = examplesOf(content);
          expect([name, examples.length > 0]).toEqual([name, true]);
          for (const [example, schema, value] of examples) found.set(example, [schema, value]);
        }
      }
      for (const [example, [schema, value]] of found) {
        expect([example, problemsOf(schema, value)]).toEqual([example, []]);
      }
      expect([...found.keys()].sort()).toEqual(Object.keys(exampleComponents).sort());
    });

    test('gives every error example a type that belongs to its status', () => {
      for (const { name, responses } of operations) {
        for (const { status, response } of responses.filter((one) => one.status >= 400)) {
          for (const [example, , value] of examplesOf(response.content)) {
            const { type } = (value as { error: { type: keyof typeof ERROR_TYPES } }).error;
            expect([name, example, ERROR_TYPES[type]]).toEqual([
              name,
              example,
              expect.arrayContaining([status]),
            ]);
          }
        }
      }
    });
  });

  describe(`request schemas of ${name}.yaml`, () => {
    test('accepts the examples and agrees with a JSON Schema validator on arbitrary JSON in place of any field', () => {
      expect(Object.keys(bodySchemas).sort()).toEqual(bodies.map(({ id }) => id).sort());
      for (const { id, reference, examples } of bodies) {
        const schema = schemaOf(bodySchemas, id);
        const validate = validatorOf(reference);
        const example = examples[0]?.[2] as object;
        expect([id, schema?.safeParse(example).success]).toEqual([id, true]);
        const key = fc.constantFrom(...Object.keys(example), 'unknown', '__proto__');
        const changes = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 });
        const property = fc.property(changes, (changed) => {
          const value: unknown = JSON.parse(JSON.stringify({ ...example, ...changed }));
          expect([id, value, schema?.safeParse(value).success]).toEqual([
            id,
            value,
            validate(value),
          ]);
        });
        fc.assert(property, { numRuns: 200 });
      }
    });

    test('rejects unknown query parameters of every operation, and lists what an empty query parses to', () => {
      expect(Object.keys(querySchemas).sort()).toEqual(Object.keys(table).sort());
      for (const id of Object.keys(table)) {
        const schema = schemaOf(querySchemas, id);
        expect([id, schema?.safeParse({ colour: 'red' }).success]).toEqual([id, false]);
        const known = (emptyQueries as Record<string, object>)[id];
        expect([id, schema?.safeParse({}).data]).toEqual([id, known]);
      }
    });

    test('requires an Idempotency-Key for every operation that needs one, and for no other', () => {
      const needing = operationsById.flatMap(([id, { idempotent }]) => (idempotent ? [id] : []));
      expect(Object.keys(headerSchemas).sort()).toEqual(needing.sort());
      for (const id of needing) {
        const schema = schemaOf(headerSchemas, id);
        expect([id, schema?.safeParse({ 'Idempotency-Key': 'k' }).success]).toEqual([id, true]);
        expect([id, schema?.safeParse({}).success]).toEqual([id, false]);
      }
    });
  });
}
