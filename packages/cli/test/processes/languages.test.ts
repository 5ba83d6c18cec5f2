import { operations } from '@firsthandapi/spec';
import { readVectors } from '@firsthandapi/test-support/vectors';
import { expect, test } from 'vitest';
import { commandLine } from '../languages/command-line.ts';
import type { Call, Language } from '../languages/language.ts';
import { hasPython, python } from '../languages/python.ts';
import {
  type RecordedRequest,
  type RecordingSandbox,
  startRecordingSandbox,
} from '../languages/recording-sandbox.ts';
import { builtInFetch, typescript } from '../languages/typescript.ts';

const calls = [
  // No keyword argument of Python asks for an empty body, which another vector leaves out.
  ...callsOf('requests').filter(
    ({ name }) => name !== 'createDataExport: create_data_export_request',
  ),
  // No flag of the command line asks for a filter to be left out.
  ...callsOf('encoding').filter(({ name }) => !/^(null is left out|.*nothing but null)/.test(name)),
];

function callsOf(name: string): Call[] {
  return readVectors<{ cases: Call[] }>(name).cases;
}

const languages: Readonly<Record<string, Language>> = {
  TypeScript: typescript,
  'TypeScript with the built-in fetch': builtInFetch,
  'the command line': commandLine,
  ...(hasPython('json') && { Python: python('sync') }),
  ...(hasPython('httpx') && { 'asynchronous Python': python('async') }),
};

/** Returns a request without its user agent, and with one text in the place of a random key. Nothing else may differ. */
function comparable(
  { headers, ...request }: RecordedRequest,
  { userAgent, additions }: Language,
): RecordedRequest {
  const { 'user-agent': agent, 'idempotency-key': key, ...others } = headers;
  // The host of a file need not know who asks.
  if (request.path.startsWith('/v1/')) expect(agent).toMatch(userAgent);
  const added = additions?.(request.path) ?? {};
  expect(others).toMatchObject(added);
  const own = Object.entries(others).filter(([name]) => !(name in added));
  const isRandom = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key ?? '');
  return {
    ...request,
    headers: {
      ...Object.fromEntries(own),
      ...(key !== undefined && { 'idempotency-key': isRandom ? '{random}' : key }),
    },
  };
}

/** Returns what the sandbox recorded while each language acted on the same world. */
async function record(
  sandbox: RecordingSandbox,
  act: (language: Language) => Promise<void>,
): Promise<Map<string, RecordedRequest[]>> {
  const recorded = new Map<string, RecordedRequest[]>();
  for (const [name, language] of Object.entries(languages)) {
    await sandbox.reset();
    await act(language);
    const requests = await sandbox.requests();
    recorded.set(
      name,
      requests.map((request) => comparable(request, language)),
    );
  }
  return recorded;
}

/** Only ends what hangs: the command line is a process for each call. */
const LIMIT = { timeout: 300_000 };

test('sends the same bytes for every operation from every language', LIMIT, async () => {
  const sandbox = await startRecordingSandbox();
  const recorded = await record(sandbox, ({ makeCalls }) => makeCalls(sandbox, calls));
  const expected = recorded.get('TypeScript') ?? [];
  expect(expected).toHaveLength(calls.length);
  expect(new Set(calls.map(({ operation }) => operation))).toEqual(
    new Set(Object.keys(operations)),
  );
  for (const [language, requests] of recorded) {
    for (const [index, request] of requests.entries()) {
      const name = `${language}, ${calls[index]?.name}`;
      expect({ name, ...request }).toEqual({ name, ...expected[index] });
    }
    expect([language, requests.length]).toEqual([language, expected.length]);
  }
});

test(
  'sends the same requests from every language while it waits for jobs, lists them and downloads files',
  LIMIT,
  async () => {
    const sandbox = await startRecordingSandbox();
    const recorded = await record(sandbox, ({ playStory }) => playStory(sandbox));
    const expected = recorded.get('TypeScript') ?? [];
    expect(expected.length).toBeGreaterThan(10);
    for (const [language, requests] of recorded) {
      expect([language, requests]).toEqual([language, expected]);
    }
  },
);
