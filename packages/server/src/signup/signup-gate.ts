import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  ApiError,
  type HeaderReader,
  type Instant,
  type Keyring,
  type Store,
} from '@firsthandapi/engine';
import type { SignupMode } from '../configuration.ts';
import { issueChallenge, verifyProof } from './proof-of-work.ts';

const CHALLENGE_PATH = '/signup/challenge';
/** What the keyring signs to derive the secret that challenges are signed with: the same one in every process. */
const SECRET = ['signup-proof', 'secret'] as const;

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
  readonly #keyring: SignupGateOptions['keyring'];
  readonly #store: SignupGateOptions['store'];

  constructor({ mode, token, keyring, store }: SignupGateOptions) {
    this.#mode = mode;
    this.#token = token;
    this.#keyring = keyring;
    this.#store = store;
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
    if (this.#mode === 'proof') await this.#requireProof(headers.get('signup-proof'), now);
  }

  challenge(now: Instant): ReturnType<typeof issueChallenge> {
    return issueChallenge(this.#keyring.sign(...SECRET), now);
  }

  #requireToken(token: string | null): void {
    if (token !== null && this.#token !== undefined && areEqual(token, this.#token)) return;
    throw refusal(
      'Signup-Token',
      token === null ? 'is required' : 'is not valid',
      'ask the operator for it',
    );
  }

  async #requireProof(header: string | null, now: Instant): Promise<void> {
    const advice = `solve a challenge of GET ${CHALLENGE_PATH}`;
    if (header === null) throw refusal('Signup-Proof', 'is required', advice);
    const proof = await verifyProof(this.#keyring.signatures(...SECRET), header);
    if (proof === undefined)
      throw refusal('Signup-Proof', 'does not verify or has expired', advice);
    const window = { key: `signup:proof:${proof.id}`, resetAt: proof.expiresAt };
    const [uses = 0] = await this.#store.countRequest([window], now);
    if (uses > 1) throw refusal('Signup-Proof', 'was already used', advice);
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
