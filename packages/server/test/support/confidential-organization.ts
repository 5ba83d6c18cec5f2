import { until } from '@firsthandapi/test-support/until';
import { type CallOptions, callServer, type TestServer } from './test-server.ts';

/** An organization that has sent texts to every field that accepts one, each of which can be searched for. */
export interface ConfidentialOrganization {
  readonly id: string;
  readonly live: string;
  readonly test: string;
  /** The texts of the jobs and of what is about them. */
  readonly jobTexts: readonly string[];
  /** Everything that was sent. */
  readonly texts: readonly string[];
  /** Calls the server as this organization's client, whose address and user agent are among the texts. */
  call: TestServer['call'];
}

const CLIENT = '203.0.113.77';

/** Signs up and sends everything once. Needs a server with `trustProxy`. */
export async function openConfidentialOrganization(
  server: TestServer,
): Promise<ConfidentialOrganization> {
  const texts: string[] = [];
  const text = (field: string) => {
    texts.push(`confidential-${field}-text`);
    return `confidential-${field}-text`;
  };
  const userAgent = text('user-agent');
  texts.push(CLIENT);
  const call = (method: string, path: string, options: CallOptions = {}) =>
    callServer(server.url, method, path, {
      ...options,
      headers: { 'User-Agent': userAgent, 'X-Forwarded-For': CLIENT, ...options.headers },
    });
  const send = async (method: string, path: string, key: string | undefined, body: unknown) => {
    const answer = await call(method, path, { body, ...(key !== undefined && { key }) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body;
  };
  const { organization_id, api_key: live } = await send('POST', '/v1/auth/signup', undefined, {
    name: text('name'),
    email: `${text('email')}@acme.example`,
  });
  await send('PATCH', '/v1/organization/settings', live, {
    billing_contact: {
      name: text('billing-name'),
      email: `${text('billing-email')}@acme.example`,
    },
  });
  const created = await send('POST', '/v1/api_keys', live, {
    name: text('key-name'),
    environment: 'test',
  });
  const test: string = created.secret;
  const endpoint = {
    url: `https://${text('webhook-host')}.example/${text('webhook-path')}`,
    description: text('webhook-description'),
    events: ['job.cancelled'],
  };
  const start = texts.length;
  const job = () => ({
    type: 'data_collection',
    title: text('title'),
    description: text('description'),
    scoring_criteria: text('criteria'),
    worker_guidelines: text('guidelines'),
    metadata: { [text('metadata-name')]: text('metadata-value') },
    context: {
      text: text('context'),
      image_urls: [`https://images.example/${text('context-image')}.jpg`],
    },
    accepted_formats: ['image/jpeg'],
    files_needed: 2,
    price_per_file_cents: 50,
  });
  const body = job();
  const jobTexts = texts.slice(start);
  await send('POST', '/v1/webhook_endpoints', test, endpoint);
  await send('POST', '/v1/webhook_endpoints', live, endpoint);
  const completed = await send('POST', '/v1/jobs', test, body);
  const cancelled = await send('POST', '/v1/jobs', live, body);
  await send('POST', `/v1/jobs/${cancelled.id}/cancel`, live, {});
  server.clock.advance(20_000);
  await until('the job is completed', async () => {
    const { status } = (await call('GET', `/v1/jobs/${completed.id}`, { key: test })).body;
    return status === 'completed';
  });
  const comment = text('rating-comment');
  await send('POST', `/v1/jobs/${completed.id}/rate`, test, { rating: 5, comment });
  const exported = await send('POST', '/v1/privacy/exports', live, {});
  await until('the export is ready', async () => {
    const path = `/v1/privacy/exports/${exported.id}`;
    return (await call('GET', path, { key: live })).body.status === 'ready';
  });
  return { id: organization_id, live, test, jobTexts: [...jobTexts, comment], texts, call };
}
