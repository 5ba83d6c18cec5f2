/** Addresses instead of names: a passkey belongs to a name. */
const ADDRESS = /^(?:[\d.]+|\[.*\])$/;
/** What a browser needs for a passkey, as the server made it: WebAuthn's JSON. */
type PasskeyOptions = Readonly<Record<string, unknown>>;

/** A passkey that the browser has made, as the server wants it. */
export interface MadePasskey {
  readonly credential_id: string;
  readonly client_data: string;
  readonly attestation: string;
  readonly transports?: string[];
}

/** What the browser has signed with a passkey, as the server wants it. */
export interface UsedPasskey {
  readonly credential_id: string;
  readonly client_data: string;
  readonly authenticator_data: string;
  readonly signature: string;
}

/** Whether this browser can have passkeys of this site. */
export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && !ADDRESS.test(location.hostname);
}

/** Lets the person make a passkey. Undefined when they changed their mind. */
export async function makePasskey(options: PasskeyOptions): Promise<MadePasskey | undefined> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await unlessCancelled(startRegistration({ optionsJSON: options as never }));
  if (made === undefined) return undefined;
  const { clientDataJSON, attestationObject, transports } = made.response;
  return {
    credential_id: made.id,
    client_data: clientDataJSON,
    attestation: attestationObject,
    ...(transports && { transports }),
  };
}

/** Lets the person choose a passkey, and proves with it who they are. Undefined when they changed their mind. */
export async function choosePasskey(options: PasskeyOptions): Promise<UsedPasskey | undefined> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const used = await unlessCancelled(startAuthentication({ optionsJSON: options as never }));
  if (used === undefined) return undefined;
  const { clientDataJSON, authenticatorData, signature } = used.response;
  return {
    credential_id: used.id,
    client_data: clientDataJSON,
    authenticator_data: authenticatorData,
    signature,
  };
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
