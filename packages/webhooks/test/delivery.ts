import { signWebhook } from '../src/index.ts';

export const SECRET = 'whsec_EXAMPLE0000000000000000000000000';
export const OLD_SECRET = 'whsec_EXAMPLEold00000000000000000000';
/** The unix time at which tests sign, unless the clock matters. */
export const NOW = 1_780_000_000;

/** Returns an event's body as text; only the fields that tests read are realistic. */
export function eventBody(id = 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0', type = 'job.completed'): string {
  return JSON.stringify({
    id,
    object: 'event',
    type,
    api_version: '2026-03-18',
    created_at: '2026-05-28T20:26:40Z',
    data: { object: 'job', id: 'job_01JABCDEFGHJKMNPQRSTVWXYZ0', note: 'héllo 😀' },
  });
}

/** Returns the headers of a delivery of this body. */
export function signedHeaders(
  body: string | Uint8Array,
  secret: string | string[] = SECRET,
  timestamp: number = NOW,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-firsthand-signature': signWebhook({ body, secret, timestamp }),
  };
}

/** Returns the code of the refusal; throws when the action throws anything else, or nothing. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if ((error as Error).name !== 'WebhookVerificationError') throw error;
    return (error as { code: string }).code;
  }
  throw new Error('The action was not refused.');
}
