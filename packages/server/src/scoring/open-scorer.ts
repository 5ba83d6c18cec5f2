import { reviewScorer, type Scorer } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { LocalScorer } from './local-scorer.ts';
import { Pictures } from './pictures.ts';

/** A server was asked to score in a way that this machine cannot. */
export class ScorerError extends Error {
  override readonly name = 'ScorerError';
}

/**
 * Returns the scorer of the configuration: `auto` rates by measurements where pictures can be decoded, and otherwise
 * leaves everything to a person.
 *
 * @throws {ScorerError} When `local` is configured and the decoder cannot be loaded.
 */
export async function openScorer({ scorer }: Pick<Configuration, 'scorer'>): Promise<Scorer> {
  if (scorer === 'review') return reviewScorer;
  try {
    return new LocalScorer(await Pictures.load());
  } catch (error) {
    if (scorer === 'auto') return reviewScorer;
    throw new ScorerError(
      "SCORER=local needs sharp, which cannot be loaded: install it for this machine's platform, or set SCORER=review",
      { cause: error },
    );
  }
}
