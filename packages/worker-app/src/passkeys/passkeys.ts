import type { Passkey, Worker } from '@firsthandapi/spec/worker';
import { bodyOf } from '@firsthandapi/ui';
import type { WorkerApi } from '../api/worker-api.ts';

/** Addresses instead of names: a passkey belongs to a name. */
const ADDRESS = /^(?:[\d.]+|\[.*\])$/;

/** Whether this browser can have passkeys of this site. */
export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && !ADDRESS.test(location.hostname);
}

/** Lets the person choose a passkey, and signs in with it. Undefined when they changed their mind. */
export async function signInWithPasskey(
  api: WorkerApi,
  device_name: string,
): Promise<Worker | undefined> {
  const { challenge, options } = await bodyOf(api.GET('/worker/v1/passkey_challenge'));
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const used = await unlessCancelled(startAuthentication({ optionsJSON: options as never }));
  if (used === undefined) return undefined;
  const { clientDataJSON, authenticatorData, signature } = used.response;
  const body = {
    challenge,
    credential_id: used.id,
    client_data: clientDataJSON,
    authenticator_data: authenticatorData,
    signature,
    device_name,
  };
  return (await bodyOf(api.POST('/worker/v1/passkey_sessions', { body }))).worker;
}

/** Lets the person make a passkey for their account. Undefined when they changed their mind. */
export async function addPasskey(api: WorkerApi, name: string): Promise<Passkey | undefined> {
  const { challenge, options } = await bodyOf(api.GET('/worker/v1/me/passkey_challenge'));
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await unlessCancelled(startRegistration({ optionsJSON: options as never }));
  if (made === undefined) return undefined;
  const { clientDataJSON, attestationObject, transports } = made.response;
  const body = {
    challenge,
    name,
    credential_id: made.id,
    client_data: clientDataJSON,
    attestation: attestationObject,
    ...(transports && { transports }),
  };
  return bodyOf(api.POST('/worker/v1/me/passkeys', { body }));
}

/** The browser says the same when a person cancels, and when there is no passkey to choose. */
async function unlessCancelled<T>(ceremony: Promise<T>): Promise<T | undefined> {
  try {
    return await ceremony;
  } catch (error) {
    if (error instanceof Error && CANCELLED.includes(error.name)) return undefined;
    throw error;
  }
}

const CANCELLED: readonly string[] = ['NotAllowedError', 'AbortError', 'InvalidStateError'];
