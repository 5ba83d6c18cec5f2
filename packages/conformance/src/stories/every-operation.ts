import { operations, SCOPES } from '@firsthandapi/spec';
import { expect } from 'vitest';
import { furnish, nothing } from '../furniture.ts';
import {
  idempotentOperations,
  invoke,
  keyedOperations,
  operationIds,
  pathOf,
  samples,
} from '../samples.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

/** What all operations have in common, asked of each of them in turn. */
export const everyOperation: readonly Story[] = [
  {
    name: 'every operation succeeds with the status that the document gives it',
    async play(stage) {
      const furniture = await furnish(stage);
      for (const id of operationIds) {
        await invoke(stage.test, id, samples[id](furniture));
        expect([id, stage.last.status]).toEqual([id, operations[id].successStatus]);
      }
    },
  },
  {
    name: 'every POST with an Idempotency-Key gets its first answer again, byte for byte',
    async play(stage) {
      const furniture = await furnish(stage);
      for (const id of idempotentOperations) {
        const sample = samples[id](furniture);
        await invoke(stage.test, id, sample, { idempotencyKey: `again-${id}` });
        const first = stage.last;
        await invoke(stage.test, id, sample, { idempotencyKey: `again-${id}` });
        const { status, text, headers } = stage.last;
        expect([id, status, text]).toEqual([id, first.status, first.text]);
        expect([id, first.headers.get('idempotent-replayed')]).toEqual([id, null]);
        expect([id, headers.get('idempotent-replayed')]).toEqual([id, 'true']);
      }
    },
  },
  {
    name: 'no operation but signup answers without a key, or with a key that nobody has',
    async play(stage) {
      const stranger = stage.client(`fh_test_sk_${'0'.repeat(33)}`);
      for (const id of keyedOperations) {
        const error = await refusal(invoke(stranger, id, samples[id](nothing)));
        expect([id, error.status, error.type]).toEqual([id, 401, 'authentication_error']);
        const { method } = operations[id];
        const { status } = await stage.send(method, pathOf(id, samples[id](nothing)), {
          key: null,
        });
        expect([id, status]).toEqual([id, 401]);
      }
    },
  },
  {
    name: 'no operation answers a key that lacks one of its scopes, and each names the missing scope',
    async play(stage) {
      for (const id of keyedOperations) {
        const needed: readonly string[] = operations[id].scopes;
        const [missing] = needed;
        const { secret } = await stage.test.createApiKey({
          name: `without ${missing}`,
          scopes: SCOPES.filter((scope) => scope !== missing),
        });
        const error = await refusal(invoke(stage.client(secret), id, samples[id](nothing)));
        expect([id, error.status, error.type]).toEqual([id, 403, 'authorization_error']);
        expect([id, error.message]).toEqual([id, expect.stringContaining(`'${missing}'`)]);
      }
    },
  },
  {
    name: 'every operation on an object that does not exist is a 404',
    async play(stage) {
      for (const id of operationIds) {
        if (!(operations[id].statuses as readonly number[]).includes(404)) continue;
        const error = await refusal(invoke(stage.test, id, samples[id](nothing)));
        expect([id, error.status, error.type]).toEqual([id, 404, 'not_found']);
      }
    },
  },
  {
    name: "no operation shows the live environment, or another organization, the test environment's objects",
    async play(stage) {
      const furniture = await furnish(stage);
      const { api_key } = await stage
        .client(null)
        .signup({ name: 'Other', email: 'o@example.com' });
      for (const client of [stage.live, stage.client(api_key)]) {
        for (const id of operationIds) {
          if (!(operations[id].statuses as readonly number[]).includes(404)) continue;
          const error = await refusal(invoke(client, id, samples[id](furniture)));
          expect([id, error.status, error.type]).toEqual([id, 404, 'not_found']);
        }
      }
    },
  },
  {
    name: 'every operation refuses a query parameter that it does not know, by its name',
    async play(stage) {
      for (const id of operationIds) {
        const { method } = operations[id];
        const path = pathOf(id, samples[id](nothing));
        const headers = { 'idempotency-key': `query-${id}`, 'content-type': 'application/json' };
        const { payload } = samples[id](nothing);
        const body =
          method === 'GET' || payload === undefined ? {} : { body: JSON.stringify(payload) };
        const { status, text } = await stage.send(method, `${path}?surprise=1`, {
          headers,
          ...body,
        });
        expect([id, status, text]).toEqual([id, 400, expect.stringContaining('"surprise"')]);
      }
    },
  },
  {
    name: 'every operation with a body refuses a field that it does not know, by its name',
    async play(stage) {
      for (const id of operationIds) {
        if (operations[id].body === null) continue;
        const sample = samples[id](nothing);
        const payload = { ...sample.payload, surprise: 1 };
        const error = await refusal(invoke(stage.test, id, { ...sample, payload }));
        expect([id, error.status, error.type]).toEqual([id, 400, 'validation_error']);
        expect([id, error.details]).toEqual([
          id,
          expect.arrayContaining([expect.objectContaining({ field: 'surprise' })]),
        ]);
      }
    },
  },
  {
    name: 'every POST that may be repeated refuses to run without an Idempotency-Key',
    async play(stage) {
      for (const id of idempotentOperations) {
        const { status, text } = await stage.send('POST', pathOf(id, samples[id](nothing)));
        expect([id, status, text]).toEqual([id, 400, expect.stringContaining('Idempotency-Key')]);
      }
    },
  },
  {
    name: 'no operation takes an Idempotency-Key that was used for something else',
    async play(stage) {
      const idempotencyKey = 'used-for-the-first-key';
      await stage.test.createApiKey({ name: 'first' }, { idempotencyKey });
      for (const id of idempotentOperations) {
        const error = await refusal(
          invoke(stage.test, id, samples[id](nothing), { idempotencyKey }),
        );
        expect([id, error.status, error.type]).toEqual([id, 409, 'idempotency_error']);
      }
    },
  },
  {
    name: 'every operation with a body refuses one of more than 1 MiB, and one that is not JSON',
    async play(stage) {
      const headers = (id: string, type: string) => ({
        'content-type': type,
        'idempotency-key': `body-${id}`,
      });
      for (const id of operationIds) {
        const { body, method } = operations[id];
        if (body === null) continue;
        const path = pathOf(id, samples[id](nothing));
        const large = await stage.send(method, path, {
          headers: headers(id, 'application/json'),
          body: JSON.stringify({ description: 'x'.repeat(1_100_000) }),
        });
        expect([id, large.status]).toEqual([id, 413]);
        const text = await stage.send(method, path, {
          headers: headers(id, 'text/plain'),
          body: '{}',
        });
        expect([id, text.status]).toEqual([id, 415]);
        const broken = await stage.send(method, path, {
          headers: headers(id, 'application/json'),
          body: '{"description": ',
        });
        expect([id, broken.status]).toEqual([id, 400]);
      }
    },
  },
  {
    name: 'every operation answers 429 with Retry-After once the limit of the tier is reached',
    world: { tier: 'free' },
    async play(stage) {
      for (let count = 0; count < 60; count += 1) await stage.test.getCreditBalance();
      for (let count = 0; count < 60; count += 1) {
        await stage.send('POST', '/v1/auth/signup', { key: null });
      }
      for (const id of operationIds) {
        const error = await refusal(invoke(stage.test, id, samples[id](nothing)));
        expect([id, error.status, error.type]).toEqual([id, 429, 'rate_limit_exceeded']);
        expect([id, error.retryAfterMs]).toEqual([id, 60_000]);
      }
    },
  },
  {
    name: 'every operation says so when something breaks, or is out of reach, behind the service',
    async play(stage) {
      for (const id of operationIds) {
        for (const [status, type] of [
          [500, 'internal_error'],
          [503, 'service_unavailable'],
        ] as const) {
          await stage.failNext(id, status);
          const error = await refusal(invoke(stage.test, id, samples[id](nothing)));
          expect([id, error.status, error.type]).toEqual([id, status, type]);
        }
      }
    },
  },
];
