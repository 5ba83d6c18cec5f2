import {
  type OptionNames,
  requireBoolean,
  requireChoice,
  requireInteger,
  requireKnown,
  show,
} from '../values/check-options.ts';
import { parseDuration, parseMoment } from '../values/duration.ts';
import { requireSeed } from '../values/seed.ts';
import { requireFixtures } from './check-fixtures.ts';
import type { SandboxOptions } from './sandbox.ts';
import type { ClockMode } from './world-clock.ts';
import type { WorldOptions } from './world-options.ts';

/** The clock modes, for callers without type checking. */
export const CLOCK_MODES: readonly ClockMode[] = ['manual', 'auto', 'system', 'real'];
export const TIERS = ['free', 'standard', 'enterprise'] as const;
/** A clock that moves by itself for days stays within the range of moments: a real hour is 11 years at this speed. */
const HIGHEST_SPEED = 100_000;

/** The names of a world's options. */
export const WORLD_OPTIONS: OptionNames<WorldOptions> = {
  seed: true,
  now: true,
  clock: true,
  speed: true,
  credits: true,
  tier: true,
  apiKey: true,
  fixtures: true,
  snapshot: true,
  patience: true,
  logLimit: true,
  allowRemoteTargets: true,
  strict: true,
};

/** The names of a sandbox's options. */
export const SANDBOX_OPTIONS: OptionNames<SandboxOptions> = {
  ...WORLD_OPTIONS,
  baseUrl: true,
  filesUrl: true,
  httpFetch: true,
};

/**
 * Throws unless all options of a world are known and valid.
 *
 * @throws TypeError naming the option and the fix.
 */
export function requireWorldOptions(options: WorldOptions): void {
  requireKnown(options, WORLD_OPTIONS, 'world options');
  requireValues(options);
}

/**
 * Throws unless all options of a sandbox are known and valid.
 *
 * @throws TypeError naming the option and the fix.
 */
export function requireSandboxOptions(options: SandboxOptions): void {
  requireKnown(options, SANDBOX_OPTIONS, 'sandbox options');
  requireValues(options);
  requireUrl(options.baseUrl, 'baseUrl');
  requireUrl(options.filesUrl, 'filesUrl');
}

function requireValues(options: WorldOptions): void {
  const { seed, now, clock, speed, credits, tier, fixtures, patience, logLimit } = options;
  if (seed !== undefined) requireSeed(seed);
  if (now !== undefined) parseMoment(now, 'now');
  if (clock !== undefined) requireChoice(clock, CLOCK_MODES, 'clock');
  if (speed !== undefined) requireSpeed(speed);
  if (credits !== undefined) requireInteger(credits, 0, 'credits (US cents)');
  if (tier !== undefined) requireChoice(tier, TIERS, 'tier');
  if (fixtures !== undefined) requireFixtures(fixtures);
  if (patience !== undefined) parseDuration(patience, 'patience');
  if (logLimit !== undefined) requireInteger(logLimit, 1, 'logLimit');
  requireBoolean(options.allowRemoteTargets, 'allowRemoteTargets');
  requireBoolean(options.strict, 'strict');
}

function requireSpeed(speed: number): void {
  if (typeof speed === 'number' && speed > 0 && speed <= HIGHEST_SPEED) return;
  throw new TypeError(
    `Invalid speed: ${show(speed)}; pass a number greater than 0, up to ${HIGHEST_SPEED}`,
  );
}

function requireUrl(url: string | undefined, field: string): void {
  if (url === undefined || (URL.canParse(url) && /^https?:\/\//i.test(url))) return;
  throw new TypeError(`Invalid ${field}: ${show(url)}; pass a URL such as https://api.example`);
}
