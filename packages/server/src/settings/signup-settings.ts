import type { SignupLimits } from '@firsthandapi/engine';
import { z } from 'zod';
import { integer, type ValuesOf } from './setting.ts';

/** Who may sign up: anyone, clients with a proof of work, holders of the operator's token, or no one. */
export type SignupMode = 'open' | 'proof' | 'token' | 'off';

export const signupSettings = {
  SIGNUP: {
    meaning:
      "Who may sign up: `open`, with a `proof` of work, with the operator's `token`, or nobody (`off`)",
    default: 'open',
    schema: z.enum(['open', 'proof', 'token', 'off']),
  },
  SIGNUP_TOKEN: {
    meaning: 'What `SIGNUP=token` requires in the header Signup-Token, at least 16 characters',
    default: '(none)',
    schema: z.string().min(16, 'must have at least 16 characters'),
  },
  SIGNUPS_PER_ADDRESS: {
    meaning: 'Signups an hour from one client address (IPv6: /64 network)',
    default: '10',
    schema: integer(1, 1_000_000),
  },
  SIGNUPS_PER_HOUR: {
    meaning: 'Signups an hour altogether',
    default: '1000',
    schema: integer(1, 1_000_000),
  },
  WORKER_SIGN_IN: {
    meaning:
      'What a worker needs to be sent a code: nothing (`open`), or a `proof` of work, which the app makes by itself',
    default: 'open',
    schema: z.enum(['open', 'proof']),
  },
} as const;

type Values = ValuesOf<typeof signupSettings>;

/** Who may sign up, and how often; what workers need to sign in. */
export interface SignupConfiguration {
  /** Who may sign up. */
  readonly signup: SignupMode;
  /** What a signup needs in mode `token`. */
  readonly signupToken: string | undefined;
  readonly signupLimits: SignupLimits;
  /** What a worker needs to be sent a code. */
  readonly workerSignIn: 'open' | 'proof';
}

export function readSignup(values: Values): SignupConfiguration {
  return {
    signup: values.SIGNUP ?? 'open',
    signupToken: values.SIGNUP_TOKEN,
    signupLimits: {
      perAddress: values.SIGNUPS_PER_ADDRESS ?? 10,
      total: values.SIGNUPS_PER_HOUR ?? 1_000,
    },
    workerSignIn: values.WORKER_SIGN_IN ?? 'open',
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function signupProblems(values: Values): string[] {
  const isMissing = values.SIGNUP === 'token' && values.SIGNUP_TOKEN === undefined;
  return isMissing ? ['SIGNUP_TOKEN must be set for SIGNUP=token'] : [];
}
