import type { Keyring } from '../ports.ts';
import type { Environment } from '../store/records.ts';

/** The call that a signed text is for. */
export interface SigningCall {
  readonly ports: { readonly keyring: Pick<Keyring, 'signatures'> };
  readonly operationId: string;
  readonly organization_id: string;
  readonly environment: Environment;
}

const SIGNATURE_LENGTH = 16;

/** Returns text that a client is to send back, signed for its organization, environment and operation. */
export function signText(call: SigningCall, text: string): string {
  const [signature] = signaturesOf(call, text);
  return toBase64Url(`${text}.${signature}`);
}

/** Returns the text that was signed, or undefined for one that was not. */
export function openText(call: SigningCall, signed: string): string | undefined {
  const [text = '', signature = '', ...rest] = fromBase64Url(signed).split('.');
  const isOurs = rest.length === 0 && signaturesOf(call, text).includes(signature);
  return isOurs ? text : undefined;
}

/** Not secrets: they only distinguish our own texts from forged ones. The current one is first. */
function signaturesOf(call: SigningCall, text: string): readonly string[] {
  const signed = `${call.operationId}:${call.organization_id}:${call.environment}:${text}`;
  const signatures = call.ports.keyring.signatures('cursor', signed);
  return signatures.map((signature) => signature.slice(0, SIGNATURE_LENGTH));
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
