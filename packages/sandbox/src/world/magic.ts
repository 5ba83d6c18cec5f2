import { SCENARIO_KEY, type ScenarioName, scenarios } from '@firsthandapi/engine/simulation';

export type { ScenarioName } from '@firsthandapi/engine/simulation';

/**
 * Metadata that makes simulated workers follow a scenario. A type and not an interface, which would lack the index
 * signature that the client's `metadata` asks for.
 */
export type ScenarioMetadata<Name extends ScenarioName = ScenarioName> = {
  readonly fh_scenario: Name;
};

/** The magic values, by what they are put on. */
export interface Magic {
  /** Metadata of a job: `createJob({ ...order, metadata: magic.job.rejected })`. */
  readonly job: { readonly [Name in ScenarioName]: ScenarioMetadata<Name> };
}

/**
 * Values in requests that decide what happens to them, in every language and over HTTP. In production they are text
 * like any other.
 */
export const magic: Magic = {
  job: Object.fromEntries(
    Object.keys(scenarios).map((name) => [name, { [SCENARIO_KEY]: name }]),
  ) as unknown as Magic['job'],
};

/** What each scenario shows, in a sentence. */
export function describeScenario(name: ScenarioName): string {
  return scenarios[name].summary;
}
