import type { WorldOptions } from '../world/target.ts';
import type { ScenarioContext } from './scenario-context.ts';

/** A customer's actions and what the customer observes. Runs on every target, each time in a fresh world. */
export interface Scenario {
  /** A behaviour in the present tense, starting with a verb. */
  readonly name: string;
  readonly world?: WorldOptions;
  readonly run: (context: ScenarioContext) => Promise<void>;
}
