import { isIP } from 'node:net';
import type { MadePasskey, NewPasskey, Passkeys, UsedPasskey } from '@firsthandapi/engine';

const NAME = 'FirstHandAPI';
/** How long a browser shows its question; a challenge lasts as long. */
const TIMEOUT_MS = 5 * 60_000;
/** EdDSA, ES256 and RS256 (COSE), which every version of Node verifies that the server runs on. */
const ALGORITHMS = [-8, -7, -257];
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

type Transport = (typeof TRANSPORTS)[number];

/**
 * Passkeys of a service by its public URL: its host name is the relying party, its origin the only one accepted, and the user
 * must be verified. Undefined for an address, which cannot have any. The library is loaded with the first passkey.
 */
export function openPasskeys(publicUrl: string): Passkeys | undefined {
  const { hostname, origin } = new URL(publicUrl);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress ? undefined : new WebAuthnPasskeys(hostname, origin);
}

class WebAuthnPasskeys implements Passkeys {
  readonly #rpId: string;
  readonly #origin: string;

  constructor(rpId: string, origin: string) {
    this.#rpId = rpId;
    this.#origin = origin;
  }

  async creationOptions({ challenge, holder, known }: Parameters<Passkeys['creationOptions']>[0]) {
    const { generateRegistrationOptions } = await import('@simplewebauthn/server');
    const options = await generateRegistrationOptions({
      rpName: NAME,
      rpID: this.#rpId,
      userID: new TextEncoder().encode(holder.id),
      userName: holder.name,
      userDisplayName: holder.name,
      challenge,
      timeout: TIMEOUT_MS,
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: known.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { ...options };
  }

  async requestOptions(challenge: string) {
    const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
    const options = await generateAuthenticationOptions({
      rpID: this.#rpId,
      challenge,
      timeout: TIMEOUT_MS,
      userVerification: 'required',
    });
    return { ...options };
  }

  async verifyMade(made: MadePasskey): Promise<NewPasskey | undefined> {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    const transports = (made.transports ?? []).filter(isTransport);
    const { credential_id, client_data, attestation } = made;
    const verification = await orUndefined(
      verifyRegistrationResponse({
        ...this.#expected(made.challenge),
        supportedAlgorithmIDs: ALGORITHMS,
        response: {
          ...credential(credential_id),
          response: { clientDataJSON: client_data, attestationObject: attestation, transports },
        },
      }),
    );
    if (!verification?.verified) return undefined;
    const { id, publicKey, counter } = verification.registrationInfo.credential;
    const public_key = Buffer.from(publicKey).toString('base64url');
    return { credential_id: id, public_key, counter, transports };
  }

  async verifyUsed(used: UsedPasskey, known: NewPasskey): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    const { credential_id, client_data, authenticator_data, signature } = used;
    const verification = await orUndefined(
      verifyAuthenticationResponse({
        ...this.#expected(used.challenge),
        response: {
          ...credential(credential_id),
          response: {
            clientDataJSON: client_data,
            authenticatorData: authenticator_data,
            signature,
          },
        },
        credential: {
          id: known.credential_id,
          publicKey: new Uint8Array(Buffer.from(known.public_key, 'base64url')),
          counter: known.counter,
          transports: known.transports.filter(isTransport),
        },
      }),
    );
    return verification?.verified ? verification.authenticationInfo.newCounter : undefined;
  }

  #expected(challenge: string) {
    return {
      expectedChallenge: Buffer.from(challenge, 'utf8').toString('base64url'),
      expectedOrigin: this.#origin,
      expectedRPID: this.#rpId,
      requireUserVerification: true,
    };
  }
}

function credential(id: string) {
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
}

function isTransport(text: string): text is Transport {
  return (TRANSPORTS as readonly string[]).includes(text);
}

/** The library throws for everything that is wrong with what it verifies. */
function orUndefined<T>(verification: Promise<T>): Promise<T | undefined> {
  return verification.catch(() => undefined);
}
