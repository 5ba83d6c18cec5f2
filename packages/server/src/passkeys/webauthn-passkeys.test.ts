import { readFileSync } from 'node:fs';
import type { MadePasskey, NewPasskey, Passkeys, UsedPasskey } from '@firsthandapi/engine';
import { describe, expect, it } from 'vitest';
import { openPasskeys } from './webauthn-passkeys.ts';

/** What Chromium's virtual authenticator made and signed for a server, as the worker app sent it. */
const RECORDED = JSON.parse(
  readFileSync(new URL('./recorded-ceremonies.json', import.meta.url), 'utf8'),
) as { readonly publicUrl: string; readonly made: MadePasskey; readonly used: UsedPasskey };
const { publicUrl, made, used } = RECORDED;
/** The flag of a verified user in authenticator data, and where it is. */
const USER_VERIFIED = 0x04;
const FLAGS_AT = 32;

function passkeysOf(url: string): Passkeys {
  const passkeys = openPasskeys(url);
  if (passkeys === undefined) throw new Error(`${url} has a name`);
  return passkeys;
}

async function known(): Promise<NewPasskey> {
  const passkey = await passkeysOf(publicUrl).verifyMade(made);
  if (passkey === undefined) throw new Error('The recorded passkey verifies');
  return passkey;
}

/** Clears the flag in what an authenticator sent; `before` is what precedes its authenticator data. */
function withoutVerifiedUser(base64url: string, before: number): string {
  const bytes = Buffer.from(base64url, 'base64url');
  const at = before + FLAGS_AT;
  bytes.writeUInt8(bytes.readUInt8(at) & ~USER_VERIFIED, at);
  return bytes.toString('base64url');
}

describe('openPasskeys', () => {
  it('verifies a recorded passkey and a recorded use of it', async () => {
    const passkey = await known();
    expect(passkey).toMatchObject({ credential_id: made.credential_id, transports: ['internal'] });
    expect(await passkeysOf(publicUrl).verifyUsed(used, passkey)).toBe(passkey.counter + 1);
  });

  it('refuses both for another challenge, and under another origin or name', async () => {
    const passkey = await known();
    const own = passkeysOf(publicUrl);
    const other = { challenge: 'other' };
    expect(await own.verifyMade({ ...made, ...other })).toBeUndefined();
    expect(await own.verifyUsed({ ...used, ...other }, passkey)).toBeUndefined();
    for (const url of ['http://localhost:1', 'https://localhost', 'https://evil.example']) {
      expect(await passkeysOf(url).verifyMade(made)).toBeUndefined();
      expect(await passkeysOf(url).verifyUsed(used, passkey)).toBeUndefined();
    }
  });

  it('refuses an authenticator that did not verify its user', async () => {
    const at = Buffer.from(made.attestation, 'base64url').indexOf('authData') + 'authData'.length;
    // The data is a CBOR byte string whose length has one or two bytes.
    const header = Buffer.from(made.attestation, 'base64url').readUInt8(at) === 0x58 ? 2 : 3;
    const attestation = withoutVerifiedUser(made.attestation, at + header);
    expect(attestation).not.toBe(made.attestation);
    expect(await passkeysOf(publicUrl).verifyMade({ ...made, attestation })).toBeUndefined();
    const authenticator_data = withoutVerifiedUser(used.authenticator_data, 0);
    const unverified = { ...used, authenticator_data };
    expect(await passkeysOf(publicUrl).verifyUsed(unverified, await known())).toBeUndefined();
  });

  it('refuses a counter that does not advance, and the key of another passkey', async () => {
    const passkey = await known();
    const own = passkeysOf(publicUrl);
    expect(await own.verifyUsed(used, { ...passkey, counter: 99 })).toBeUndefined();
    const public_key = passkey.public_key.replace(/.{8}$/, 'AAAAAAAA');
    expect(await own.verifyUsed(used, { ...passkey, public_key })).toBeUndefined();
  });

  it('never rejects for what it is sent', async () => {
    const own = passkeysOf(publicUrl);
    const passkey = await known();
    for (const text of ['', 'A', 'AAAA', 'nonsense']) {
      const nonsense = { client_data: text, attestation: text };
      expect(await own.verifyMade({ ...made, ...nonsense })).toBeUndefined();
      const signed = { client_data: text, authenticator_data: text, signature: text };
      expect(await own.verifyUsed({ ...used, ...signed }, passkey)).toBeUndefined();
    }
  });

  it('asks for a verified user and a passkey that needs no name, for the host name alone', async () => {
    const own = passkeysOf('https://work.example.org:8443');
    const holder = { id: 'wkr_1', name: 'ines@example.org' };
    const creation = await own.creationOptions({ challenge: 'c', holder, known: ['AAAA'] });
    expect(creation).toMatchObject({
      rp: { id: 'work.example.org' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: 'AAAA' }],
    });
    expect(await own.requestOptions('c')).toMatchObject({
      rpId: 'work.example.org',
      userVerification: 'required',
    });
  });

  it('has none for an address, which browsers give no passkeys', () => {
    expect(openPasskeys('http://127.0.0.1:8080')).toBeUndefined();
    expect(openPasskeys('https://[::1]:8443')).toBeUndefined();
  });
});
