import type { HeaderReader, Instant, Keyring, Store } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { type Routes, sendJson } from '../host/route-table.ts';
import { ProofGate } from './proof-gate.ts';

const CHALLENGE_PATH = '/worker/challenge';

export interface SignInGateOptions {
  readonly mode: Configuration['workerSignIn'];
  readonly keyring: Pick<Keyring, 'sign' | 'signatures'>;
  readonly store: Pick<Store, 'countRequest'>;
}

/** Decides which workers may request a code to sign in (contract §10). */
export class SignInGate {
  readonly #mode: Configuration['workerSignIn'];
  readonly #proofs: ProofGate;

  constructor({ mode, keyring, store }: SignInGateOptions) {
    this.#mode = mode;
    this.#proofs = new ProofGate({
      purpose: 'sign-in-proof',
      path: CHALLENGE_PATH,
      keyring,
      store,
    });
  }

  /** Throws the error of a request that is refused. */
  async admit(headers: HeaderReader, now: Instant): Promise<void> {
    if (this.#mode === 'proof') await this.#proofs.require(headers, now);
  }

  /** The route of challenges. The app asks at every sign-in, so that it is no error when none is needed. */
  routes(now: () => Instant): Routes {
    return {
      [CHALLENGE_PATH]: {
        GET: async (_request, response) => {
          response.setHeader('Cache-Control', 'no-store');
          if (this.#mode === 'proof') sendJson(response, 200, await this.#proofs.challenge(now()));
          else response.writeHead(204).end();
        },
      },
    };
  }
}
