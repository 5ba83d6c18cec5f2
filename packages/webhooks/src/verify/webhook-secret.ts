import { WebhookVerificationError } from './webhook-verification-error.ts';

const MAX_SECRETS = 16;

/**
 * An endpoint's signing secret (`whsec_…`), or several while one is being rotated. `undefined` is
 * allowed so that an environment variable can be passed as it is: alone it is refused with
 * `bad_secret`, within an array it is skipped.
 */
export type WebhookSecret = string | undefined | readonly (string | undefined)[];

/** Lists usable secrets. A blank one is refused, since anybody can sign with it. */
export function toSecrets(secret: unknown): string[] {
  const secrets = toList(secret);
  if (secrets.length === 0) throw badSecret('is not set');
  if (secrets.length > MAX_SECRETS) throw badSecret(`lists more than ${MAX_SECRETS}`);
  for (const one of secrets) {
    if (typeof one !== 'string') {
      throw badSecret(one === undefined ? 'is not set' : 'is not a string');
    }
    const trimmed = one.trim();
    if (trimmed === '') throw badSecret('is blank');
    if (trimmed !== one) throw badSecret('has spaces or a line break round it: trim it');
  }
  return secrets as string[];
}

function toList(secret: unknown): unknown[] {
  if (typeof secret === 'string') return [secret];
  try {
    return Array.isArray(secret) ? secret.filter((one) => one !== undefined) : [secret];
  } catch {
    // An array behind a proxy that throws; no text is in it for sure.
    return [null];
  }
}

function badSecret(reason: string): WebhookVerificationError {
  return new WebhookVerificationError(
    'bad_secret',
    `secret ${reason}. Pass the whsec_… secret of the webhook endpoint.`,
  );
}
