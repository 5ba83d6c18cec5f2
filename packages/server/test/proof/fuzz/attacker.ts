import { randomInt, randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../../src/testing/databases.ts';
import { callServer, JOB, liftAllLimits } from '../../support/test-server.ts';
import { KEY, TEST_KEY } from './hostile-headers.ts';
import type { HostileRequest } from './hostile-request.ts';

/** The organization that sends the hostile requests, which may do anything to it. */
export interface Attacker {
  readonly live: string;
  readonly test: string;
  /** One of its own objects of each kind, by the noun of its path. */
  readonly own: Readonly<Record<string, string>>;
}

export async function createAttacker(url: string, database: TestDatabase): Promise<Attacker> {
  // A new client address each time, since one address may sign up only sixty times a minute.
  const address = Array.from({ length: 3 }, () => randomInt(1, 255)).join('.');
  const signup = await callServer(url, 'POST', '/v1/auth/signup', {
    body: { name: 'Attacker', email: `${randomUUID()}@attacker.example` },
    headers: { 'X-Forwarded-For': `10.${address}` },
  });
  if (signup.status !== 201) throw new Error(`Sign-up fails with status ${signup.status}`);
  await liftAllLimits(database);
  const live = signup.body.api_key;
  const make = async (key: string, path: string, body: unknown) => {
    const made = await callServer(url, 'POST', path, { key, body });
    if (made.status !== 201) throw new Error(`${path} returns ${made.status}: ${made.text}`);
    return made.body;
  };
  const { secret: test } = await make(live, '/v1/api_keys', { name: 't', environment: 'test' });
  const hook = { url: 'http://127.0.0.1:9/', events: ['job.cancelled'] };
  return {
    live,
    test,
    own: {
      jobs: (await make(test, '/v1/jobs', { ...JOB, description: 'A job of the attacker' })).id,
      webhook_endpoints: (await make(test, '/v1/webhook_endpoints', hook)).id,
      api_keys: (await make(test, '/v1/api_keys', { name: 'another' })).id,
      'privacy/exports': (await make(test, '/v1/privacy/exports', {})).id,
    },
  };
}

/** Whether the attacker still has both keys and its webhook endpoint. */
export async function isIntact(url: string, { live, test, own }: Attacker): Promise<boolean> {
  const path = `/v1/webhook_endpoints/${own.webhook_endpoints}`;
  const answers = await Promise.all([
    callServer(url, 'GET', '/v1/billing/credits', { key: live }),
    callServer(url, 'GET', path, { key: test }),
  ]);
  return answers.every(({ status }) => status === 200);
}

/** Returns the request with its placeholders replaced by the attacker's keys and ids. */
export function inNameOf({ live, test, own }: Attacker, request: HostileRequest): HostileRequest {
  const withKey = (text: string) => text.replaceAll(KEY, live).replaceAll(TEST_KEY, test);
  return {
    ...request,
    target: request.target.replace(/\{own:([\w/]+)\}/, (_, noun) => own[noun] ?? 'none'),
    headers: request.headers.map(([name, value]) => [name, withKey(value)] as const),
  };
}
