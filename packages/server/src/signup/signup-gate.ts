import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  ApiError,
  type HeaderReader,
  type Instant,
  type Keyring,
  type Store,
} from '@firsthandapi/engine';
import type { SignupMode } from '../configuration.ts';
import { ProofGate } from './proof-gate.ts';

export interface SignupGateOptions {
  readonly mode: SignupMode;
  /** The operator's secret of mode `token`. */
  readonly token: string | undefined;
  readonly keyring: Pick<Keyring, 'sign' | 'signatures'>;
  readonly store: Pick<Store, 'countRequest'>;
}

/** Decides which signups are admitted (contract §5). */
export class SignupGate {
  /** Admits the server's own first organization in every mode. Known to this process alone. */
  readonly ownToken = randomBytes(32).toString('base64url');
  readonly #mode: SignupMode;
  readonly #token: string | undefined;
  readonly #proofs: ProofGate;

  constructor({ mode, token, keyring, store }: SignupGateOptions) {
    this.#mode = mode;
    this.#token = token;
    const [purpose, path] = ['signup-proof', '/signup/challenge'];
    this.#proofs = new ProofGate({ purpose, path, keyring, store });
  }

  /** Whether clients need a challenge. */
  get needsProof(): boolean {
    return this.#mode === 'proof';
  }

  /** Throws the error of a signup that is refused. */
  async admit(headers: HeaderReader, now: Instant): Promise<void> {
    const token = headers.get('signup-token');
    if (token !== null && areEqual(token, this.ownToken)) return;
    if (this.#mode === 'off')
      throw new ApiError('not_found', 'Signup is turned off on this server');
    if (this.#mode === 'token') this.#requireToken(token);
    if (this.#mode === 'proof') await this.#proofs.require(headers, now);
  }

  challenge(now: Instant): ReturnType<ProofGate['challenge']> {
    return this.#proofs.challenge(now);
  }

  #requireToken(token: string | null): void {
    if (token !== null && this.#token !== undefined && areEqual(token, this.#token)) return;
    throw refusal(
      'Signup-Token',
      token === null ? 'is required' : 'is not valid',
      'ask the operator for it',
    );
  }
}

function refusal(field: string, problem: string, advice: string): ApiError {
  const message = `${problem}; ${advice}`;
  const details = [{ field, message }];
  return new ApiError('validation_error', `${field}: ${message}`, { details });
}

/** Constant time, whatever the lengths. */
function areEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
