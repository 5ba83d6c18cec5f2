import {
  ApiError,
  type HeaderReader,
  type Instant,
  type Keyring,
  type Store,
  UnavailableError,
} from '@firsthandapi/engine';
import { Turns } from '../background/turns.ts';
import { issueChallenge, type Proof, verifyProof } from './proof-of-work.ts';

/** Each takes a thread of the pool that also reads files, for milliseconds. */
const VERIFIED_AT_ONCE = 2;
/** More than these wait for a moment at most; the rest is told to come back. */
const MOST_WAITING = 200;
const HEADER = 'Signup-Proof';

export interface ProofGateOptions {
  /** What the proof is for: one for another purpose is none. */
  readonly purpose: string;
  /** Where clients get challenges. */
  readonly path: string;
  readonly keyring: Pick<Keyring, 'sign' | 'signatures'>;
  readonly store: Pick<Store, 'countRequest'>;
}

/** Asks for a proof of work in the header `Signup-Proof`. A proof counts once, across all processes. */
export class ProofGate {
  readonly #options: ProofGateOptions;
  /** What the keyring signs to derive the secret that challenges are signed with: the same one in every process. */
  readonly #secret: readonly [purpose: string, text: string];
  readonly #turns = new Turns(VERIFIED_AT_ONCE);
  #underWay = 0;

  constructor(options: ProofGateOptions) {
    this.#options = options;
    this.#secret = [options.purpose, 'secret'];
  }

  challenge(now: Instant): ReturnType<typeof issueChallenge> {
    return issueChallenge(this.#options.keyring.sign(...this.#secret), now);
  }

  /** Throws 400 for a request without a valid proof, and 503 when too many are being verified. */
  async require(headers: HeaderReader, now: Instant): Promise<void> {
    const { path, purpose, store } = this.#options;
    const advice = `solve a challenge of GET ${path}`;
    const header = headers.get('signup-proof');
    if (header === null) throw refusal('is required', advice);
    const proof = await this.#verify(header);
    if (proof === undefined) throw refusal('does not verify or has expired', advice);
    const window = { key: `${purpose}:${proof.id}`, resetAt: proof.expiresAt };
    const [uses = 0] = await store.countRequest([window], now);
    if (uses > 1) throw refusal('was already used', advice);
  }

  async #verify(header: string): Promise<Proof | undefined> {
    if (this.#underWay >= MOST_WAITING) throw new UnavailableError('Too many proofs to verify');
    this.#underWay += 1;
    try {
      const secrets = this.#options.keyring.signatures(...this.#secret);
      return await this.#turns.take(() => verifyProof(secrets, header));
    } finally {
      this.#underWay -= 1;
    }
  }
}

function refusal(problem: string, advice: string): ApiError {
  const message = `${problem}; ${advice}`;
  const details = [{ field: HEADER, message }];
  return new ApiError('validation_error', `${HEADER}: ${message}`, { details });
}
