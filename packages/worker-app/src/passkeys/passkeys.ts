import type { Passkey, Worker } from '@firsthandapi/spec/worker';
import { bodyOf, choosePasskey, makePasskey } from '@firsthandapi/ui';
import type { WorkerApi } from '../api/worker-api.ts';

/** Lets the person choose a passkey, and signs in with it. Undefined when they changed their mind. */
export async function signInWithPasskey(
  api: WorkerApi,
  device_name: string,
): Promise<Worker | undefined> {
  const { challenge, options } = await bodyOf(api.GET('/worker/v1/passkey_challenge'));
  const used = await choosePasskey(options);
  if (used === undefined) return undefined;
  const body = { challenge, ...used, device_name };
  return (await bodyOf(api.POST('/worker/v1/passkey_sessions', { body }))).worker;
}

/** Lets the person make a passkey for their account. Undefined when they changed their mind. */
export async function addPasskey(api: WorkerApi, name: string): Promise<Passkey | undefined> {
  const { challenge, options } = await bodyOf(api.GET('/worker/v1/me/passkey_challenge'));
  const made = await makePasskey(options);
  if (made === undefined) return undefined;
  return bodyOf(api.POST('/worker/v1/me/passkeys', { body: { challenge, name, ...made } }));
}
