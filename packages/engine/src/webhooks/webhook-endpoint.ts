import type { WebhookEndpoint, WebhookEndpointWithSecret } from '@firsthandapi/spec';
import { ApiError } from '../errors/api-error.ts';
import { keptAfterRotation, ROTATION_OVERLAP_MS } from '../keys/rotation-overlap.ts';
import type { EndpointSecret, WebhookEndpointRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const SECRET_LENGTH = 43;
const SEAL_PURPOSE = 'webhook-secret';
const LOOPBACK_HOST = /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Throws 422 unless the URL is https; a sandbox may accept http on loopback (contract §7). */
export function requireDeliverableUrl({ settings }: Pick<Work, 'settings'>, url: string): void {
  const { protocol, hostname, port, username, password } = new URL(url);
  const message =
    username !== '' || password !== ''
      ? 'must not carry credentials'
      : port === '0'
        ? 'must not have port 0, on which nothing can listen'
        : protocol === 'https:' || (protocol === 'http:' && acceptsHttp(settings, hostname))
          ? undefined
          : 'must be an https URL';
  if (message === undefined) return;
  throw new ApiError('validation_error', `url: ${message}`, {
    status: 422,
    details: [{ field: 'url', message }],
  });
}

function acceptsHttp(settings: Work['settings'], hostname: string): boolean {
  if (settings.allowHttpWebhooks === true) return true;
  return settings.allowLoopbackWebhooks && LOOPBACK_HOST.test(hostname);
}

/** Issues a signing secret, and returns it with its stored form. */
export async function issueEndpointSecret({
  ports,
}: Work): Promise<{ readonly secret: string; readonly kept: EndpointSecret }> {
  const secret = `whsec_${ports.ids.secret(SECRET_LENGTH)}`;
  const sealed = await ports.keyring.seal(SEAL_PURPOSE, secret);
  return { secret, kept: { sealed, expires_at: null } };
}

/** Returns an endpoint's secrets after a rotation, newest first, and when the one that was replaced stops signing. */
export function replacedBy(
  kept: EndpointSecret,
  earlier: readonly EndpointSecret[],
  now: Instant,
): { readonly secrets: readonly EndpointSecret[]; readonly expires_at: Instant } {
  const expires_at = now + ROTATION_OVERLAP_MS;
  return { secrets: [kept, ...keptAfterRotation(earlier, now)], expires_at };
}

/** Replaces the secrets of an endpoint with one that the host chose. */
export async function adoptEndpointSecret(
  { ports, tables }: Pick<Work, 'ports' | 'tables'>,
  endpointId: string,
  secret: string,
): Promise<void> {
  const endpoint = await tables.webhook_endpoints.get(endpointId);
  if (endpoint === undefined) return;
  const sealed = await ports.keyring.seal(SEAL_PURPOSE, secret);
  await tables.webhook_endpoints.update({ ...endpoint, secrets: [{ sealed, expires_at: null }] });
}

/** Returns the secrets that sign a delivery now: the current one first, then those that it has replaced, during their overlap. */
export function signingSecrets(
  { ports, now }: Pick<Work, 'ports' | 'now'>,
  endpoint: WebhookEndpointRecord,
): Promise<readonly string[]> {
  const active = endpoint.secrets.filter(
    ({ expires_at }) => expires_at === null || expires_at > now,
  );
  return Promise.all(active.map(({ sealed }) => ports.keyring.open(SEAL_PURPOSE, sealed)));
}

export function presentWebhookEndpoint(endpoint: WebhookEndpointRecord): WebhookEndpoint {
  return {
    object: 'webhook_endpoint',
    id: endpoint.id,
    url: endpoint.url,
    events: [...endpoint.events] as WebhookEndpoint['events'],
    description: endpoint.description,
    enabled: endpoint.enabled,
    created_at: timestamp(endpoint.created_at),
    updated_at: timestamp(endpoint.updated_at),
  };
}

export function presentEndpointWithSecret(
  endpoint: WebhookEndpointRecord,
  secret: string,
  previous_secret_expires_at: string | null,
): WebhookEndpointWithSecret {
  return { ...presentWebhookEndpoint(endpoint), secret, previous_secret_expires_at };
}
