import { type ClientOptions, FirstHandClient } from '@firsthandapi/sdk';
import { nodeHttpFetch } from '@firsthandapi/sdk/node-http';
import { operations } from '@firsthandapi/spec';
import { temporaryFolder } from '../built-program.ts';
import type { Call, Language, Service } from './language.ts';

type Method = (...values: unknown[]) => PromiseLike<unknown>;

/** The client for TypeScript, on `node:http`. */
export const typescript: Language = languageOn(nodeHttpFetch());

/** The same, with the `fetch` that Node has built in. Its standard demands what it adds. */
export const builtInFetch: Language = {
  ...languageOn(undefined),
  additions: (path) => ({
    ...(!path.startsWith('/v1/') && { accept: '*/*' }),
    'accept-encoding': 'gzip, deflate',
    'accept-language': '*',
    'sec-fetch-mode': 'cors',
  }),
};

function languageOn(fetch: ClientOptions['fetch']): Language {
  const clientOf = ({ url, apiKey }: Service) =>
    new FirstHandClient({ baseUrl: url, apiKey, fetch });
  return {
    userAgent: /^firsthandapi-sdk\/\S+$/,
    async makeCalls(service, calls) {
      const client = clientOf(service);
      for (const call of calls) await makeCall(client, call);
    },
    playStory: (service) => playStory(clientOf(service)),
  };
}

async function playStory(client: FirstHandClient): Promise<void> {
  const finished = await client.createJobAndWait(
    {
      description: 'A coffee cup on a table, seen from above.',
      type: 'data_collection',
      files_needed: 1,
      price_per_file_cents: 50,
      accepted_formats: ['image/jpeg', 'image/png'],
      location: { lng: -9.1393, lat: 38.7223, radius_km: 15 },
    },
    { idempotencyKey: 'order-7' },
  );
  await client.downloadJobFiles(finished.id, { to: temporaryFolder() });
  await client.createJobAndWait({
    type: 'data_collection',
    accepted_formats: ['image/jpeg'],
    files_needed: 1,
    price_per_file_cents: 75,
    description: 'A tea cup on a table, seen from above.',
  });
  const jobs = client.listJobs({ status: 'completed', limit: 1 });
  await jobs.toArray({ limit: Infinity });
}

async function makeCall(
  client: FirstHandClient,
  { operation, ids, payload, idempotency_key, wait }: Call,
): Promise<void> {
  const method = (client as unknown as Readonly<Record<string, Method>>)[operation];
  if (method === undefined) throw new Error(`The client has no operation ${operation}`);
  const { body, queryParameters } = operations[operation as keyof typeof operations];
  const takesPayload = body !== null || queryParameters.length > 0;
  const values = takesPayload ? [...ids, payload ?? undefined] : ids;
  const options = { idempotencyKey: idempotency_key, wait };
  await method.call(client, ...values, options).then(undefined, requireResponse);
}

function requireResponse(error: { readonly status?: number | undefined }): void {
  if (error.status === undefined) throw error;
}
