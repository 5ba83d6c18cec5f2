import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../src/program/main.ts';
import { type FakeContext, fakeContext } from '../src/testing/fake-context.ts';
import { type Response, startRecordingServer } from '../src/testing/recording-server.ts';

interface Case {
  /** What follows `firsthand`. */
  readonly line: string;
  readonly respond?: Response;
  /** Whether the service gets a request. */
  readonly isSent?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly before?: (context: FakeContext) => void;
}

const CREATE =
  'jobs create --type feedback --description cup --accepted-formats image/png --price-per-file-cents 50';
const NOWHERE = { FIRSTHAND_BASE_URL: 'http://127.0.0.1:1' };

/** A refusal of the service, which allows no retry. */
const refusal = (status: number, type: string, field?: string): Response => ({
  status,
  headers: { 'x-should-retry': 'false', 'x-request-id': 'req_1' },
  body: {
    error: {
      ...{ type, message: 'no' },
      ...(field !== undefined && { details: [{ field, message: 'must be more' }] }),
    },
  },
});

/** What ends with each exit code of the guide's table. */
const CASES: Readonly<Record<number, readonly Case[]>> = {
  0: [
    { line: '--version' },
    { line: 'jobs create --help' },
    { line: 'jobs get job_1', respond: { body: { id: 'job_1' } }, isSent: true },
  ],
  1: [
    { line: 'doctor', environment: NOWHERE },
    {
      line: 'jobs download job_1 --to /dev/null/cups',
      respond: { body: { id: 'job_1', data: [{}], has_more: false, next_cursor: null } },
      isSent: true,
    },
  ],
  2: [
    { line: 'jbos list' },
    { line: 'jobs list --statu open' },
    { line: 'jobs list --limit many' },
    { line: `${CREATE} --files-needed ` },
    { line: 'jobs get' },
    { line: 'jobs get ..' },
    { line: `${CREATE} --files-needed 3 --idempotency-key= ` },
    { line: 'jobs list --base-url nowhere' },
    { line: 'jobs list --profile other' },
    { line: 'jobs list --api-key fh_test_sk_0123456789abcdef' },
    { line: 'jobs get job_1 --long-poll 90' },
    { line: 'sandbox --clok auto' },
    { line: 'sandbox --speed -1' },
  ],
  3: [
    { line: 'jobs list', environment: { FIRSTHAND_API_KEY: '' } },
    { line: 'jobs list', respond: refusal(401, 'authentication_error'), isSent: true },
    { line: 'jobs list', respond: refusal(403, 'authorization_error'), isSent: true },
  ],
  4: [{ line: 'jobs get job_1', respond: refusal(404, 'not_found'), isSent: true }],
  5: [
    {
      line: `${CREATE} --files-needed 0`,
      respond: refusal(400, 'validation_error', 'files_needed'),
      isSent: true,
    },
    {
      line: `${CREATE} --files-needed 3`,
      respond: refusal(402, 'insufficient_credits'),
      isSent: true,
    },
    { line: 'jobs cancel job_1', respond: refusal(409, 'conflict'), isSent: true },
    { line: 'jobs cancel job_1', respond: refusal(413, 'payload_too_large'), isSent: true },
    { line: 'jobs cancel job_1', respond: refusal(422, 'idempotency_error'), isSent: true },
  ],
  6: [
    { line: 'jobs list', respond: refusal(429, 'rate_limit_exceeded'), isSent: true },
    { line: 'jobs list', respond: refusal(429, 'quota_exceeded'), isSent: true },
  ],
  7: [
    { line: 'jobs cancel job_1', respond: refusal(500, 'internal_error'), isSent: true },
    { line: 'jobs cancel job_1', respond: refusal(503, 'service_unavailable'), isSent: true },
    { line: 'jobs list', respond: { body: 'a page of a proxy' }, isSent: true },
    { line: 'jobs list', environment: NOWHERE },
  ],
  8: [
    {
      line: 'jobs wait job_1',
      respond: { body: { id: 'job_1', status: 'cancelled', files_approved: 0, files_needed: 1 } },
      isSent: true,
    },
  ],
  130: [{ line: 'jobs list', before: ({ interrupt }) => interrupt() }],
};

const cases = Object.entries(CASES).flatMap(([code, each]) =>
  each.map((one) => ({ code: Number(code), ...one })),
);

test.each(cases)('exits with $code after: firsthand $line', async (one) => {
  const server = await startRecordingServer(() => one.respond ?? {});
  const key = { FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE', FIRSTHAND_BASE_URL: server.url };
  const context = fakeContext({ ...key, ...one.environment });
  one.before?.(context);
  const code = await main(one.line.split(' '), context);
  expect([code, context.stderr.text]).toEqual([one.code, expect.any(String)]);
  expect(server.requests.length > 0).toBe(one.isSent ?? false);
});

test('names the flag of a value that the service refuses as out of range', async () => {
  const { url } = await startRecordingServer(() =>
    refusal(400, 'validation_error', 'files_needed'),
  );
  const context = fakeContext({ FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE', FIRSTHAND_BASE_URL: url });
  await main(`${CREATE} --files-needed 0`.split(' '), context);
  expect(context.stderr.text).toContain('--files-needed must be more');
});

test('has a case for every exit code that the guide lists', () => {
  const path = join(import.meta.dirname, '../../../docs/guides/cli.md');
  const listed = [...readFileSync(path, 'utf8').matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code);
  expect(listed).toEqual(Object.keys(CASES));
});
