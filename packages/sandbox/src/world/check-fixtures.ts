import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import type { Fixtures, JobFixture } from './fixtures.ts';
import type { AwaitedStatus } from './world-clock.ts';

/** The statuses that `runUntil` waits for. */
export const AWAITED_STATUSES: readonly AwaitedStatus[] = [
  'open',
  'filled',
  'in_progress',
  'completed',
  'cancelled',
];
const FIXTURES: OptionNames<Fixtures> = { jobs: true, webhookEndpoints: true, apiKeys: true };

/** Throws unless the fixtures of a world are known and valid. */
export function requireFixtures(fixtures: Fixtures): void {
  requireKnown(fixtures, FIXTURES, 'fixtures');
  for (const [name, list] of Object.entries(fixtures)) {
    if (list !== undefined && !Array.isArray(list)) {
      throw new TypeError(`Invalid fixtures.${name}: ${show(list)}; pass an array`);
    }
  }
  for (const [index, job] of (fixtures.jobs ?? []).entries()) requireJob(job, `jobs[${index}]`);
}

function requireJob({ state, environment }: JobFixture, name: string): void {
  if (state !== undefined) requireChoice(state, AWAITED_STATUSES, `fixtures.${name}.state`);
  if (environment !== undefined) {
    requireChoice(environment, ['test', 'live'], `fixtures.${name}.environment`);
  }
}
