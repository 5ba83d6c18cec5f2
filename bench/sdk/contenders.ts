import Anthropic from '@anthropic-ai/sdk';
import { FirstHandClient } from '@firsthandapi/sdk';
import { undiciFetch } from '@firsthandapi/sdk/undici';
import OpenAI from 'openai';
import createClient from 'openapi-fetch';
import { Resend } from 'resend';
import Stripe from 'stripe';
import { Pool } from 'undici';

/** One call, awaited until its data is there. */
export type Contender = () => PromiseLike<unknown>;

const KEY = 'fh_test_sk_4fT9kQ2mZx7LpW1vB8nR3cY6';

const BODY = {
  type: 'data_collection' as const,
  description: 'A storefront by day, its sign readable, the whole front in the picture.'.repeat(3),
  files_needed: 10,
  accepted_formats: ['image/jpeg' as const],
  price_per_file_cents: 50,
  metadata: { project: 'storefronts', batch: '2026-03-18' },
};

/** Every client set up as its users would, its own retries and timeouts on as they are by default. */
export function createContenders(origin: string): {
  get: Record<string, Contender>;
  post: Record<string, Contender>;
  close(): Promise<void>;
} {
  const { hostname, port } = new URL(origin);
  const transport = undiciFetch({ connections: 8 });
  const pool = new Pool(origin, { connections: 8 });
  const ours = new FirstHandClient({ apiKey: KEY, baseUrl: origin });
  const oursOnUndici = new FirstHandClient({ apiKey: KEY, baseUrl: origin, fetch: transport });
  const stripeAt = { host: hostname, port, protocol: 'http', telemetry: false } as const;
  const stripe = new Stripe('sk_test_x', stripeAt);
  const stripeOnFetch = new Stripe('sk_test_x', {
    ...stripeAt,
    httpClient: Stripe.createFetchHttpClient(),
  });
  const openai = new OpenAI({ apiKey: 'sk-x', baseURL: origin });
  const anthropic = new Anthropic({ apiKey: 'sk-x', baseURL: origin });
  const resend = new Resend('re_x', { baseUrl: origin });
  const openapiFetch = createClient<never>({
    baseUrl: origin,
    headers: { authorization: `Bearer ${KEY}` },
  }) as unknown as Record<'GET' | 'POST', (path: string, options?: object) => Promise<unknown>>;

  const headers = {
    authorization: `Bearer ${KEY}`,
    accept: 'application/json',
    'user-agent': 'bare',
  };
  const jsonHeaders = { ...headers, 'content-type': 'application/json' };
  const readJson = async (response: Response): Promise<unknown> => response.json();
  const get = `${origin}/v1/jobs/job_1`;
  const post = `${origin}/v1/jobs`;
  return {
    get: {
      'bare fetch': async () => readJson(await fetch(get, { headers: { ...headers } })),
      'bare undici pool': async () =>
        (await pool.request({ path: '/v1/jobs/job_1', method: 'GET', headers })).body.json(),
      ours: () => ours.getJob('job_1'),
      'ours on undici': () => oursOnUndici.getJob('job_1'),
      resend: () => resend.get('/v1/jobs/job_1'),
      'openapi-fetch': () => openapiFetch.GET('/v1/jobs/job_1'),
      'stripe (node:http)': () => stripe.rawRequest('GET', '/v1/jobs/job_1'),
      'stripe (fetch)': () => stripeOnFetch.rawRequest('GET', '/v1/jobs/job_1'),
      anthropic: () => anthropic.get('/v1/jobs/job_1'),
      openai: () => openai.get('/v1/jobs/job_1'),
    },
    post: {
      'bare fetch': async () =>
        readJson(
          await fetch(post, {
            method: 'POST',
            headers: { ...jsonHeaders },
            body: JSON.stringify(BODY),
          }),
        ),
      'bare undici pool': async () => {
        const body = JSON.stringify(BODY);
        const path = '/v1/jobs';
        return (
          await pool.request({ path, method: 'POST', headers: jsonHeaders, body })
        ).body.json();
      },
      ours: () => ours.createJob(BODY),
      'ours on undici': () => oursOnUndici.createJob(BODY),
      resend: () => resend.post('/v1/jobs', BODY),
      'openapi-fetch': () => openapiFetch.POST('/v1/jobs', { body: BODY }),
      'stripe (node:http)': () => stripe.rawRequest('POST', '/v1/jobs', BODY),
      'stripe (fetch)': () => stripeOnFetch.rawRequest('POST', '/v1/jobs', BODY),
      anthropic: () => anthropic.post('/v1/jobs', { body: BODY }),
      openai: () => openai.post('/v1/jobs', { body: BODY }),
    },
    async close() {
      await Promise.all([transport.close(), pool.close()]);
    },
  };
}
