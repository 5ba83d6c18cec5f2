import { reviewScorer, type Scorer } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { CallPace } from './ensemble/call-pace.ts';
import { ClaudeJudge } from './ensemble/claude-judge.ts';
import { EnsembleScorer } from './ensemble/ensemble-scorer.ts';
import type { ModelSettings } from './ensemble/model-settings.ts';
import { transcribe, type WhisperSettings } from './ensemble/whisper-transcriber.ts';
import { LocalScorer } from './local-scorer.ts';
import { Pictures } from './measure/pictures.ts';

/** A server was asked to score in a way that this machine cannot. */
export class ScorerError extends Error {
  override readonly name = 'ScorerError';
}

type ScorerSettings = Pick<Configuration, 'scorer' | 'models' | 'whisper'>;

/**
 * Returns the scorer of the configuration. `auto` asks models when there is a key for them, rates by measurements where
 * pictures can be decoded, and otherwise leaves everything to a person.
 *
 * @throws {ScorerError} When the configured scorer needs the decoder, and it cannot be loaded.
 */
export async function openScorer({ scorer, models, whisper }: ScorerSettings): Promise<Scorer> {
  if (scorer === 'review') return reviewScorer;
  const pictures = await loadPictures(scorer);
  if (pictures === undefined) return reviewScorer;
  if (models === undefined || scorer === 'local') return new LocalScorer(pictures);
  return openEnsemble(pictures, models, whisper);
}

async function loadPictures(scorer: Configuration['scorer']): Promise<Pictures | undefined> {
  try {
    return await Pictures.load();
  } catch (error) {
    if (scorer === 'auto') return undefined;
    throw new ScorerError(
      `SCORER=${scorer} needs sharp, which cannot be loaded: install it for this machine's platform, or set SCORER=review`,
      { cause: error },
    );
  }
}

async function openEnsemble(
  pictures: Pictures,
  { apiKey, baseUrl, first, strong, callsPerMinute }: ModelSettings,
  whisper: WhisperSettings | undefined,
): Promise<Scorer> {
  const pace = new CallPace(callsPerMinute);
  return new EnsembleScorer({
    pictures,
    judge: await ClaudeJudge.open({ apiKey, baseUrl, pace }),
    transcribe: whisper && ((sound, contentType) => transcribe(whisper, sound, contentType)),
    models: { first, strong },
  });
}
