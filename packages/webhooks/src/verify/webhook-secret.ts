import { ignoreRejection } from './ignore-rejection.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

const MAX_SECRETS = 16;
/** The first byte of gzip, with which no JSON begins. */
const GZIP = 0x1f;

/**
 * An endpoint's signing secret (`whsec_…`), or several during a rotation. `undefined` is accepted so
 * that an environment variable can be passed directly: alone it throws `bad_secret`, in an array it
 * is skipped.
 */
export type WebhookSecret = string | undefined | readonly (string | undefined)[];

/** Returns the usable secrets. Refuses a blank one, because anyone could sign with it. */
export function toSecrets(secret: unknown): string[] {
  const secrets = toList(secret);
  if (secrets.length === 0) throw badSecret('it is not set');
  if (secrets.length > MAX_SECRETS) throw badSecret(`there are more than ${MAX_SECRETS}`);
  for (const one of secrets) {
    if (typeof one !== 'string') {
      ignoreRejection(one);
      throw badSecret(one === undefined ? 'it is not set' : 'it is not a string');
    }
    const trimmed = one.trim();
    if (trimmed === '') throw badSecret('it is blank');
    if (trimmed !== one) throw badSecret('it has whitespace around it; trim it');
    // What `${process.env.NAME}` gives for a variable that is not set.
    if (one === 'undefined' || one === 'null') throw badSecret(`it is the text "${one}"`);
  }
  return secrets as string[];
}

function toList(secret: unknown): unknown[] {
  if (typeof secret === 'string') return [secret];
  try {
    return Array.isArray(secret) ? secret.filter((one) => one !== undefined) : [secret];
  } catch {
    // An array behind a proxy that throws: it contains no string.
    return [null];
  }
}

const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [/^fh_/, 'it is an API key'],
  [/^(whe|whd|evt|key|org|job|sub|file|wkr)_/, 'it is the id of a resource'],
  [/^t=\d/, 'it is a signature header; the arguments are swapped'],
  [/.whsec_|^whsec_.*[^\w+/=-]/s, 'there is a quote or other text around it; remove that'],
];

/**
 * Returns the error for secrets that match no signature: `bad_secret` if one of them is clearly
 * something else, so that the mistake is reported as the receiver's, otherwise `no_match`.
 *
 * @param body - what was signed: compressed bytes are those of a proxy, which FirstHandAPI never signs
 */
export function mismatch(
  secrets: readonly string[],
  body: string | Uint8Array,
): WebhookVerificationError {
  for (const secret of secrets) {
    const mistake = MISTAKES.find(([pattern]) => pattern.test(secret));
    if (mistake) return badSecret(mistake[1]);
  }
  let hint = '';
  if (body[0] === GZIP) hint = ' The body is gzip; decode it.';
  else if (!secrets.every((secret) => secret.startsWith('whsec_'))) {
    hint = " An endpoint's secret starts with whsec_.";
  }
  return new WebhookVerificationError(
    'no_match',
    `No signature matches. Pass the exact bytes received, and the secret of this endpoint and environment.${hint}`,
  );
}

function badSecret(reason: string): WebhookVerificationError {
  return new WebhookVerificationError(
    'bad_secret',
    `Invalid secret: ${reason}. Pass the webhook endpoint's whsec_… secret.`,
  );
}
