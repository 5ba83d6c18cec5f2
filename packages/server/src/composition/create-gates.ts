import type { EngineSettings, Ports } from '@firsthandapi/engine';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { SignInGate } from '../signup/sign-in-gate.ts';
import { SignupGate } from '../signup/signup-gate.ts';
import type { BuildContext } from './build-context.ts';

/** Who is let in. */
export interface Gates {
  readonly signup: SignupGate;
  readonly signIn: SignInGate;
  /** What they say to the engine. */
  readonly settings: Pick<EngineSettings, 'admitSignup' | 'admitSignIn'>;
}

/** Returns the gates that buyers and workers pass. */
export function createGates(
  { configuration }: BuildContext,
  { store }: Ports,
  keyring: LocalKeyring,
): Gates {
  const signup = new SignupGate({
    mode: configuration.signup,
    token: configuration.signupToken,
    keyring,
    store,
  });
  const signIn = new SignInGate({ mode: configuration.workerSignIn, keyring, store });
  return {
    signup,
    signIn,
    settings: {
      admitSignup: (headers, now) => signup.admit(headers, now),
      admitSignIn: (headers, now) => signIn.admit(headers, now),
    },
  };
}
