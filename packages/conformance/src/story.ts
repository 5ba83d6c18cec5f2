import type { Stage } from './stage.ts';
import type { WorldOptions } from './target.ts';

/** Something that a customer does, and what they see of it. Played on every target, in a world of its own. */
export interface Story {
  /** A fact in the present tense. */
  readonly name: string;
  readonly world?: WorldOptions;
  readonly play: (stage: Stage) => Promise<void>;
}
