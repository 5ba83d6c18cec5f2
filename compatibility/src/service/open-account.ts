import type { Engine } from '@firsthandapi/engine';

/** Signs up, and returns a key of the test environment with all scopes. */
export async function openAccount(engine: Engine, url: string): Promise<string> {
  const { api_key } = await post(engine, `${url}/v1/auth/signup`, {
    name: 'Compatibility',
    email: 'compatibility@example.com',
  });
  const { secret } = await post(
    engine,
    `${url}/v1/api_keys`,
    { name: 'Compatibility', environment: 'test' },
    { authorization: `Bearer ${api_key}`, 'idempotency-key': 'compatibility' },
  );
  return secret;
}

async function post(
  engine: Engine,
  url: string,
  body: object,
  headers: Record<string, string> = {},
  // biome-ignore lint/suspicious/noExplicitAny: API responses, read by name.
): Promise<any> {
  const response = await engine.fetch(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(`POST ${url}: ${JSON.stringify(answer)}`);
  return answer;
}
