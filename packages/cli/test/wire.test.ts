import vectors from '@firsthandapi/spec/vectors/requests.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { argumentsOf } from '../scripts/example-arguments.ts';
import { operationCommands } from '../src/generated/commands.ts';
import { main } from '../src/program/main.ts';
import { fakeContext } from '../src/testing/fake-context.ts';
import { type RecordedRequest, startRecordingServer } from '../src/testing/recording-server.ts';

interface Vector {
  readonly name: string;
  readonly operation: string;
  readonly ids: readonly string[];
  readonly payload: object | null;
  readonly idempotency_key?: string;
  readonly wait?: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
}

const cases = vectors.cases as unknown as readonly Vector[];
/** What the transport adds to every call. */
const TRANSPORT = ['host', 'connection', 'content-length', 'user-agent'];

function commandOf(operation: string) {
  const found = Object.entries(operationCommands).find(([, one]) => one.operationId === operation);
  if (found === undefined) throw new Error(`no command for ${operation}`);
  return { words: found[0].split(' '), command: found[1] };
}

/** The options that say how to call rather than what. */
function callOptions({ idempotency_key, wait, operation }: Vector): string[] {
  const { command } = commandOf(operation);
  return [
    ...(idempotency_key !== undefined && command.isIdempotent
      ? ['--idempotency-key', idempotency_key]
      : []),
    ...(wait === undefined ? [] : ['--long-poll', String(wait)]),
    '--json',
  ];
}

async function requestSentBy(parameters: readonly string[], input = ''): Promise<RecordedRequest> {
  const server = await startRecordingServer();
  const environment = { FIRSTHAND_API_KEY: vectors.api_key, FIRSTHAND_BASE_URL: server.url };
  const context = fakeContext(environment, input);
  const code = await main(parameters, context);
  expect([code, server.requests.length]).toEqual([0, 1]);
  return server.requests[0] as RecordedRequest;
}

function expectRequest(vector: Vector, { method, url, headers, body }: RecordedRequest): void {
  const names = Object.keys(headers).filter((name) => !TRANSPORT.includes(name));
  const sent: Record<string, string> = Object.fromEntries(
    names.map((name) => [name, headers[name] ?? '']),
  );
  if (vector.request.headers['idempotency-key'] === '{random}') {
    expect(sent['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    sent['idempotency-key'] = '{random}';
  }
  expect({ method, path: url, headers: sent, body: body === '' ? null : body }).toEqual(
    vector.request,
  );
  expect(headers['user-agent']).toMatch(/^firsthandapi-sdk\/.* firsthand-cli\//);
}

test.each(cases)('sends the bytes of the vector "$name" from flags', async (vector) => {
  const { words, command } = commandOf(vector.operation);
  const fields = argumentsOf(vector.payload ?? {}, command.flags);
  // A body without fields has no flag that could ask for it.
  const empty = vector.request.body === '{}' ? ['--data', '{}'] : [];
  const parameters = [...words, ...vector.ids, ...fields, ...empty, ...callOptions(vector)];
  expectRequest(vector, await requestSentBy(parameters));
});

test.each(cases.filter(({ request }) => request.body !== null))(
  'sends the bytes of the vector "$name" from standard input',
  async (vector) => {
    const { words } = commandOf(vector.operation);
    const parameters = [...words, ...vector.ids, '--data', '-', ...callOptions(vector)];
    expectRequest(vector, await requestSentBy(parameters, JSON.stringify(vector.payload)));
  },
);

test('has a command for every operation that the vectors know', () => {
  const known = new Set(cases.map(({ operation }) => operation));
  const commands = Object.values(operationCommands).map(({ operationId }) => operationId);
  expect(new Set(commands)).toEqual(known);
});
