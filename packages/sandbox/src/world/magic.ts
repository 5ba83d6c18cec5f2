import { SCENARIO_KEY, type ScenarioName, scenarios } from '@firsthandapi/engine/host';

export type { ScenarioName } from '@firsthandapi/engine/host';

/** Job metadata that makes simulated workers follow a scenario. */
// A type: an interface would lack the index signature that the client's `metadata` requires.
export type ScenarioMetadata<Name extends ScenarioName = ScenarioName> = {
  readonly fh_scenario: Name;
};

/** The magic values, by what they are attached to. */
export interface Magic {
  /** Metadata of a job, by scenario. */
  readonly job: { readonly [Name in ScenarioName]: ScenarioMetadata<Name> };
}

/**
 * Values in requests that decide the outcome of a request, in every language and over HTTP. In production they have no
 * effect.
 *
 * @example
 * ```ts
 * await client.createJob({ ...order, metadata: magic.job.rejected });
 * ```
 */
export const magic: Magic = {
  job: Object.fromEntries(
    Object.keys(scenarios).map((name) => [name, { [SCENARIO_KEY]: name }]),
  ) as unknown as Magic['job'],
};

/**
 * Returns one sentence about what happens in a scenario.
 *
 * @example
 * ```ts
 * describeScenario('approved'); // 'Every file gets 4 stars; completed after 15 seconds.'
 * ```
 */
export function describeScenario(name: ScenarioName): string {
  return scenarios[name].summary;
}
