import type { Random } from '../../support/random.ts';
import { type Answer, callServer } from '../../support/test-server.ts';

/** How long each hostile organization waits between its requests. */
const PAUSE_MS = 200;
/** One hostile organization arrives after the other. */
const ARRIVAL_MS = 30;
const LARGEST_JOB = 2_000;
const EVENTS = ['submission.scored', 'submission.approved', 'job.completed', 'job.cancelled'];

export interface Scene {
  readonly url: string;
  /** A receiver that never responds. */
  readonly hangingUrl: string;
  readonly random: Random;
  readonly isOver: () => boolean;
  /** Called with the operation and status of each response. */
  readonly onAnswer: (operation: string, status: number) => void;
}

/** A free organization that makes as much work as it is allowed to, with as many keys as it gets. */
export async function behaveBadly(scene: Scene, index: number): Promise<void> {
  const ip = `198.51.${index >> 8}.${index & 255}`;
  const send = async (
    operation: string,
    method: string,
    path: string,
    key?: string,
    body?: unknown,
  ) => {
    const answer = await callServer(scene.url, method, path, {
      ...(key !== undefined && { key }),
      ...(body !== undefined && { body }),
      headers: { 'X-Forwarded-For': ip },
    });
    scene.onAnswer(operation, answer.status);
    return answer;
  };
  await new Promise((resolve) => setTimeout(resolve, index * ARRIVAL_MS));
  const signup = { name: 'Hostile', email: `hostile+${index}@example.com` };
  const { body: account } = await send('signup', 'POST', '/v1/auth/signup', undefined, signup);
  if (account?.api_key === undefined) return;
  const live: string = account.api_key;
  const first = await send('createApiKey', 'POST', '/v1/api_keys', live, testKey());
  const keys: string[] = first.body?.secret === undefined ? [live] : [first.body.secret];
  const events: string[] = [];
  const attacks: readonly (() => Promise<Answer>)[] = [
    () => send('createJob', 'POST', '/v1/jobs', pick(), job(LARGEST_JOB)),
    () => send('createJob', 'POST', '/v1/jobs', pick(), job(scene.random.between(1, LARGEST_JOB))),
    () =>
      send('createWebhookEndpoint', 'POST', '/v1/webhook_endpoints', pick(), {
        url: `${scene.hangingUrl}/${index}`,
        events: EVENTS,
      }),
    async () => {
      const answer = await send('createApiKey', 'POST', '/v1/api_keys', live, testKey());
      if (answer.status === 201) keys.push(answer.body.secret);
      return answer;
    },
    async () => {
      const answer = await send('listWebhookEvents', 'GET', '/v1/webhook_events?limit=100', pick());
      for (const { id } of answer.body?.data ?? []) events.push(id);
      return answer;
    },
    () =>
      send(
        'replayWebhookEvent',
        'POST',
        `/v1/webhook_events/${events.at(-1) ?? 'evt_1'}/replay`,
        pick(),
      ),
    () => send('createDataExport', 'POST', '/v1/privacy/exports', pick()),
    () => send('getUsageSummary', 'GET', '/v1/usage/summary', pick()),
    () => send('listSubmissions', 'GET', '/v1/submissions?limit=100', pick()),
    () => send('getSettings', 'GET', '/v1/organization/settings', pick()),
    () =>
      send('signup', 'POST', '/v1/auth/signup', undefined, {
        ...signup,
        email: `again${Math.random()}@example.com`,
      }),
  ];
  function pick(): string {
    return scene.random.pick(keys) ?? live;
  }
  while (!scene.isOver()) {
    await scene.random.pick(attacks)?.();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function testKey() {
  return { name: 'x'.repeat(50), environment: 'test' };
}

function job(files_needed: number) {
  return {
    type: 'data_collection',
    description: 'y'.repeat(5_000),
    files_needed,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 10,
  };
}
