/** One call, awaited until its data is there. */
export type Contender = () => PromiseLike<unknown>;

/** The two calls of a client, which reads the same job and posts the same order. */
export interface Calls {
  readonly get: Contender;
  readonly post: Contender;
}

const KEY = 'fh_test_sk_4fT9kQ2mZx7LpW1vB8nR3cY6';

const BODY = {
  type: 'data_collection' as const,
  description: 'A storefront by day, its sign readable, the whole front in the picture.'.repeat(3),
  files_needed: 10,
  accepted_formats: ['image/jpeg' as const],
  price_per_file_cents: 50,
  metadata: { project: 'storefronts', batch: '2026-03-18' },
};

const HEADERS = {
  authorization: `Bearer ${KEY}`,
  accept: 'application/json',
  'user-agent': 'bare',
};

const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };

/**
 * Every client set up as its users would, its own retries and timeouts on as they are by default.
 * Each loads nothing but its own package.
 */
export const contenders: Record<string, (origin: string) => Promise<Calls>> = {
  'bare fetch': async (origin) => {
    const readJson = async (response: Response): Promise<unknown> => response.json();
    return {
      get: async () =>
        readJson(await fetch(`${origin}/v1/jobs/job_1`, { headers: { ...HEADERS } })),
      post: async () =>
        readJson(
          await fetch(`${origin}/v1/jobs`, {
            method: 'POST',
            headers: { ...JSON_HEADERS },
            body: JSON.stringify(BODY),
          }),
        ),
    };
  },

  'bare undici pool': async (origin) => {
    const { Pool } = await import('undici');
    const pool = new Pool(origin, { connections: 8 });
    const get = { path: '/v1/jobs/job_1', method: 'GET', headers: HEADERS } as const;
    const post = { path: '/v1/jobs', method: 'POST', headers: JSON_HEADERS } as const;
    return {
      get: async () => (await pool.request(get)).body.json(),
      post: async () => (await pool.request({ ...post, body: JSON.stringify(BODY) })).body.json(),
    };
  },

  '@firsthandapi/sdk': async (origin) => {
    const { FirstHandClient } = await import('@firsthandapi/sdk');
    const client = new FirstHandClient({ apiKey: KEY, baseUrl: origin });
    return { get: () => client.getJob('job_1'), post: () => client.createJob(BODY) };
  },

  '@firsthandapi/sdk on undici': async (origin) => {
    const { FirstHandClient } = await import('@firsthandapi/sdk');
    const { undiciFetch } = await import('@firsthandapi/sdk/undici');
    const transport = undiciFetch({ connections: 8 });
    const client = new FirstHandClient({ apiKey: KEY, baseUrl: origin, fetch: transport });
    return { get: () => client.getJob('job_1'), post: () => client.createJob(BODY) };
  },

  '@firsthandapi/sdk on node:http': async (origin) => {
    const { FirstHandClient } = await import('@firsthandapi/sdk');
    const { nodeHttpFetch } = await import('@firsthandapi/sdk/node-http');
    const transport = nodeHttpFetch({ connections: 8 });
    const client = new FirstHandClient({ apiKey: KEY, baseUrl: origin, fetch: transport });
    return { get: () => client.getJob('job_1'), post: () => client.createJob(BODY) };
  },

  resend: async (origin) => {
    const { Resend } = await import('resend');
    const resend = new Resend('re_x', { baseUrl: origin });
    return {
      get: () => resend.get('/v1/jobs/job_1'),
      post: () => resend.post('/v1/jobs', BODY),
    };
  },

  'openapi-fetch': async (origin) => {
    const { default: createClient } = await import('openapi-fetch');
    const client = createClient<never>({
      baseUrl: origin,
      headers: { authorization: `Bearer ${KEY}` },
    }) as unknown as Record<'GET' | 'POST', (path: string, options?: object) => Promise<unknown>>;
    return {
      get: () => client.GET('/v1/jobs/job_1'),
      post: () => client.POST('/v1/jobs', { body: BODY }),
    };
  },

  'stripe (node:http)': async (origin) => {
    const { default: Stripe } = await import('stripe');
    return stripeCalls(new Stripe('sk_test_x', stripeAt(origin)));
  },

  'stripe (fetch)': async (origin) => {
    const { default: Stripe } = await import('stripe');
    const httpClient = Stripe.createFetchHttpClient();
    return stripeCalls(new Stripe('sk_test_x', { ...stripeAt(origin), httpClient }));
  },

  '@anthropic-ai/sdk': async (origin) => {
    const { default: Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({ apiKey: 'sk-x', baseURL: origin });
    return {
      get: () => client.get('/v1/jobs/job_1'),
      post: () => client.post('/v1/jobs', { body: BODY }),
    };
  },

  openai: async (origin) => {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'sk-x', baseURL: origin });
    return {
      get: () => client.get('/v1/jobs/job_1'),
      post: () => client.post('/v1/jobs', { body: BODY }),
    };
  },
};

function stripeAt(origin: string) {
  const { hostname, port } = new URL(origin);
  return { host: hostname, port, protocol: 'http', telemetry: false } as const;
}

function stripeCalls(stripe: {
  rawRequest(method: string, path: string, body?: object): Promise<unknown>;
}): Calls {
  return {
    get: () => stripe.rawRequest('GET', '/v1/jobs/job_1'),
    post: () => stripe.rawRequest('POST', '/v1/jobs', BODY),
  };
}
