import type { QuotaOverrides } from '@firsthandapi/engine';
import { quotasSetting } from './quotas-setting.ts';
import { integer, type ValuesOf } from './setting.ts';

const DEFAULT_SHUTDOWN_SECONDS = 30;

export const limitSettings = {
  ANSWER_WITHIN_MS: {
    meaning:
      'How long a request takes before it gets a 503. Long polls, bodies and downloads are timed apart',
    default: '5000',
    schema: integer(100, 60_000),
  },
  MAX_BODY_BYTES: {
    meaning: 'Largest accepted request body',
    default: '1048576',
    schema: integer(1_024, 104_857_600),
  },
  START_SECONDS: {
    meaning:
      'How long a start waits for a database, bucket or KMS that does not respond; 0 gives up at once',
    default: '60',
    schema: integer(0, 86_400),
  },
  SHUTDOWN_SECONDS: {
    meaning: 'How long a shutdown takes at most, and 5 seconds more to close the database',
    default: '30',
    schema: integer(1, 600),
  },
  SHUTDOWN_DELAY_SECONDS: {
    meaning:
      'How much of it the server still listens while /readyz returns 503, for load balancers',
    default: '0',
    schema: integer(0, 599),
  },
  QUOTAS: {
    meaning:
      'Limits that differ from the contract\'s, by tier, as JSON: `{"enterprise":{"active_jobs":5000}}`; null for none',
    default: "(the contract's)",
    schema: quotasSetting,
  },
} as const;

type Values = ValuesOf<typeof limitSettings>;

/** How long and how large things may be. */
export interface LimitConfiguration {
  /** How long a request may take before it is answered with a 503 (contract §2). */
  readonly answerWithinMs: number;
  readonly maxBodyBytes: number;
  /** How long a start waits for what does not respond, in seconds; 0 gives up at once. */
  readonly startSeconds: number;
  /** Time limit of a shutdown, without closing the database at its end. */
  readonly shutdownSeconds: number;
  /** The part of it in which the server still listens while `/readyz` already returns 503. */
  readonly shutdownDelaySeconds: number;
  /** Limits of quotas that differ from the contract's. */
  readonly quotas: QuotaOverrides;
}

export function readLimit(values: Values): LimitConfiguration {
  return {
    answerWithinMs: values.ANSWER_WITHIN_MS ?? 5_000,
    maxBodyBytes: values.MAX_BODY_BYTES ?? 1_048_576,
    startSeconds: values.START_SECONDS ?? 60,
    shutdownSeconds: values.SHUTDOWN_SECONDS ?? DEFAULT_SHUTDOWN_SECONDS,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS ?? 0,
    quotas: values.QUOTAS ?? {},
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function limitProblems(values: Values): string[] {
  const { SHUTDOWN_DELAY_SECONDS: delay = 0, SHUTDOWN_SECONDS: total = DEFAULT_SHUTDOWN_SECONDS } =
    values;
  return delay < total ? [] : ['SHUTDOWN_DELAY_SECONDS must be less than SHUTDOWN_SECONDS'];
}
