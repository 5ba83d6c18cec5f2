import { operations as specified } from '@firsthandapi/spec';
import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { FirstHandClient, WEBHOOK_EVENT_TYPES } from '../src/index.ts';

/** Methods of the client that are not operations of the API. */
const HELPERS = ['createJobAndWait', 'downloadFile', 'downloadJobFiles', 'useApiKey', 'waitForJob'];

function methodsOf(value: object): string[] {
  const names = new Set<string>();
  for (let level = value; level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  names.delete('constructor');
  return [...names].sort();
}

describe('the methods of the client', () => {
  test('has exactly the operations of the specification as methods of the client', () => {
    const offered = methodsOf(FirstHandClient.prototype).filter((name) => !HELPERS.includes(name));
    expect(offered).toEqual(Object.keys(specified).sort());
    const written = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(offered).toEqual(written.sort());
  });

  test('shows method names in stack traces', () => {
    expect(FirstHandClient.prototype.createJob.name).toBe('createJob');
  });
});

test('lists the events of the specification in WEBHOOK_EVENT_TYPES', () => {
  expect([...WEBHOOK_EVENT_TYPES].sort()).toEqual(Object.keys(document.webhooks).sort());
});
