import type { RequestOptions } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { nothing, order } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** What no client library would send. */
export const transportStories: readonly Story[] = [
  {
    name: 'an unknown path is a 404, and a known path with another method a 405 that says which it takes',
    async play(stage) {
      expect(await stage.send('GET', '/v1/nothing')).toMatchObject({ status: 404 });
      const { status, headers } = await stage.send('PUT', '/v1/jobs', { body: '{}' });
      expect([status, headers.get('allow')?.split(', ').sort()]).toEqual([405, ['GET', 'POST']]);
    },
  },
  {
    name: 'a key is taken as a Bearer token, in whatever case that is written, and in no other way',
    async play(stage) {
      const { testKey } = stage.world;
      const settings = (authorization: string) =>
        stage.send('GET', '/v1/organization/settings', { key: null, headers: { authorization } });
      expect(await settings(`bearer ${testKey}`)).toMatchObject({ status: 200 });
      for (const wrong of [
        testKey,
        `Basic ${testKey}`,
        `Bearer ${testKey}x`,
        'Bearer',
        'Bearer nonsense',
      ]) {
        expect([wrong, (await settings(wrong)).status]).toEqual([wrong, 401]);
      }
    },
  },
  {
    name: 'a POST without a body parameter takes none, or an empty object',
    async play(stage) {
      const { id } = await stage.test.createJob(order);
      const cancel = (body: string, key: string) =>
        stage.send('POST', `/v1/jobs/${id}/cancel`, {
          headers: { ...JSON_TYPE, 'idempotency-key': key },
          body,
        });
      expect(await cancel('{"reason":"late"}', 'a')).toMatchObject({ status: 400 });
      expect(await cancel('{}', 'b')).toMatchObject({ status: 200 });
    },
  },
  {
    name: 'an Idempotency-Key of more than 255 characters is refused',
    async play(stage) {
      const send = (length: number) =>
        stage.send('POST', '/v1/jobs', {
          headers: { ...JSON_TYPE, 'idempotency-key': 'k'.repeat(length) },
          body: JSON.stringify(order),
        });
      expect(await send(256)).toMatchObject({ status: 400 });
      expect(await send(255)).toMatchObject({ status: 201 });
    },
  },
  {
    name: 'an Idempotency-Key is forgotten after 24 hours, and another environment never knew it',
    async play(stage) {
      const options = { idempotencyKey: 'today' };
      const { id } = await stage.test.createJob(order, options);
      expect((await stage.live.createJob(order, options)).id).not.toBe(id);
      await stage.advance(86_400 - 1);
      expect((await stage.test.createJob(order, options)).id).toBe(id);
      await stage.advance(2);
      expect((await stage.test.createJob(order, options)).id).not.toBe(id);
    },
  },
  {
    name: 'a refusal is a first answer too, and is given again as it was',
    world: { credits_cents: 0 },
    async play(stage) {
      const { test, live } = stage;
      const { id } = await test.createJob(order);
      await test.cancelJob(id);
      const events = ['job.completed'] as const;
      const refusals: [number, (options: RequestOptions) => Promise<unknown>][] = [
        [400, (options) => test.createJob({ ...order, price_per_file_cents: 1 }, options)],
        [402, (options) => live.createJob(order, options)],
        [403, (options) => test.createApiKey({ name: 'live', environment: 'live' }, options)],
        [404, (options) => test.cancelJob(nothing.openJob, options)],
        [409, (options) => test.cancelJob(id, options)],
        [
          422,
          (options) =>
            test.createWebhookEndpoint({ url: 'http://a.example', events: [...events] }, options),
        ],
      ];
      for (const [status, call] of refusals) {
        const idempotencyKey = `refused-${status}`;
        await refusal(call({ idempotencyKey }));
        const { text } = stage.last;
        await refusal(call({ idempotencyKey }));
        const { last } = stage;
        expect([last.status, last.headers.get('idempotent-replayed')]).toEqual([status, 'true']);
        expect(last.text).toBe(text);
      }
    },
  },
  {
    name: 'the same key and body in concurrent requests run once',
    async play(stage) {
      const headers = { ...JSON_TYPE, 'idempotency-key': 'all-at-once' };
      const body = JSON.stringify(order);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          stage.test.createJob(order, { idempotencyKey: 'all-at-once-by-client' }),
        ),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      await Promise.all(
        Array.from({ length: 20 }, () => stage.send('POST', '/v1/jobs', { headers, body })),
      );
      expect(await stage.test.listJobs().toArray({ limit: 10 })).toHaveLength(2);
    },
  },
];
