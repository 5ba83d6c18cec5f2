import { expect, test } from 'vitest';
import { resolve } from '../generate/document.ts';
import { ERROR_TYPES } from '../generated/index.ts';
import { document, examplesOf, operations, problemsOf, validatorOf, webhooks } from './document.ts';

test('compiles every component schema under the strict rules of a JSON Schema validator', () => {
  for (const name of Object.keys(document.components.schemas)) {
    expect(() => validatorOf(`#/components/schemas/${name}`)).not.toThrow();
  }
});

test('has valid examples for every request body', () => {
  for (const { name, operation } of operations) {
    if (operation.requestBody === undefined) continue;
    const examples = examplesOf(operation.requestBody.content);
    expect(`${name}: ${examples.length > 0}`).toBe(`${name}: true`);
    for (const [example, schema, value] of examples) {
      expect([name, example, problemsOf(schema, value)]).toEqual([name, example, []]);
    }
  }
});

test('has valid examples for every response with a body', () => {
  for (const { name, responses } of operations) {
    for (const { status, response } of responses) {
      const examples = examplesOf(response.content);
      expect(`${name} ${status}: ${examples.length > 0}`).toBe(
        `${name} ${status}: ${status !== 204}`,
      );
      for (const [example, schema, value] of examples) {
        expect([name, status, example, problemsOf(schema, value)]).toEqual([
          name,
          status,
          example,
          [],
        ]);
      }
    }
  }
});

test('has an example for every webhook, valid by its own schema and as WebhookEvent and Event', () => {
  for (const { type, content } of webhooks) {
    const examples = examplesOf(content);
    expect(`${type}: ${examples.length > 0}`).toBe(`${type}: true`);
    for (const [, schema, value] of examples) {
      for (const reference of [
        schema,
        '#/components/schemas/WebhookEvent',
        '#/components/schemas/Event',
      ]) {
        expect([type, reference, problemsOf(reference, value)]).toEqual([type, reference, []]);
      }
    }
  }
});

test('gives every error example a type that belongs to its status', () => {
  for (const { name, responses } of operations) {
    for (const { status, response } of responses) {
      if (status < 400) continue;
      for (const [example, , value] of examplesOf(response.content)) {
        const { type } = (value as { error: { type: keyof typeof ERROR_TYPES } }).error;
        const statuses: readonly number[] = ERROR_TYPES[type];
        expect([name, example, statuses.includes(status)]).toEqual([name, example, true]);
      }
    }
  }
});

test('has valid examples for every header and parameter', () => {
  const headers = (document.components as unknown as { headers: Record<string, object> }).headers;
  for (const [kind, members] of Object.entries({
    headers,
    parameters: document.components.parameters,
  })) {
    for (const [name, member] of Object.entries(members)) {
      if (!('example' in member)) continue;
      const reference = `#/components/${kind}/${name}/schema`;
      expect([name, problemsOf(reference, member.example)]).toEqual([name, []]);
    }
  }
});

test("has valid examples for the router's own responses", () => {
  const answers = (document as unknown as Record<string, Record<string, object>>)[
    'x-router-responses'
  ];
  expect(Object.keys(answers ?? {})).toEqual(['404', '405']);
  for (const answer of Object.values(answers ?? {})) {
    const { content } = resolve(document, answer) as Parameters<
      typeof examplesOf
    >[0] extends infer C
      ? { content: C }
      : never;
    for (const [example, schema, value] of examplesOf(content)) {
      expect([example, problemsOf(schema, value)]).toEqual([example, []]);
    }
  }
});

test('contains nothing that looks like a real secret', () => {
  const text = JSON.stringify(document);
  const secrets = text.match(/(fh_(live|test)_sk_|whsec_)[A-Za-z0-9]{20,}/g) ?? [];
  expect(secrets.length).toBeGreaterThan(3);
  for (const secret of secrets) expect(secret).toContain('EXAMPLE');
});
